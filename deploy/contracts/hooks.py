"""What schemathesis has to know of these services: who may call, and which ids exist.

Read by schemathesis (SCHEMATHESIS_HOOKS). CS_CONTRACTS names a file with the tokens and ids that check.py collected; beside it goes what was
answered, by operation.
"""

import atexit
import collections
import json
import os
import pathlib
import uuid
import zlib

import schemathesis

FILE = pathlib.Path(os.environ["CS_CONTRACTS"])
WORLD = json.loads(FILE.read_text(encoding="utf-8"))
TOKENS = WORLD["tokens"]  # role to token; no user of the local realm has two roles
KNOWN = WORLD["known"]  # name of a field to ids that stand in the services' own answers
RUN = uuid.uuid4().hex[:12]  # an Idempotency-Key holds for ever, so each run has keys of its own

answered = collections.defaultdict(collections.Counter)  # operation to status to how often
refused = collections.defaultdict(set)  # operation to the roles that were answered 403
calls = collections.Counter()
keys = 0


def number(text):
    """The same for the same text, whatever the process: a run can be repeated by its seed."""
    return zlib.crc32(str(text).encode("utf-8", "surrogatepass"))


@schemathesis.auth(refresh_interval=None)
class EachRoleInTurn:
    """Takes the roles in turn and drops those that the operation refuses, so that it is tried by everyone who may."""

    def get(self, case, context):
        operation = case.operation.label
        left = [role for role in TOKENS if role not in refused[operation]] or list(TOKENS)
        calls[operation] += 1
        return TOKENS[left[calls[operation] % len(left)]]

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = "Bearer " + data


@schemathesis.hook
def after_call(context, case, response):
    answered[case.operation.label][response.status_code] += 1
    if response.status_code == 403:
        sent = str(dict(case.headers or {}).get("Authorization", "")).removeprefix("Bearer ")
        refused[case.operation.label].update(role for role in TOKENS if TOKENS[role] == sent)


@atexit.register
def tell():
    FILE.with_suffix(".answered.json").write_text(json.dumps(answered), encoding="utf-8")


def known(name, value):
    """Half of the values of a field that names something become the id of something that is there."""
    ids = KNOWN.get(name)
    if not ids or not isinstance(value, str) or number(value) % 2:
        return value
    return ids[number(value) // 2 % len(ids)]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    # Nobody is erased and no view dropped by a test of shapes.
    path = context.operation.path
    if not path_parameters or "/erasure" in path or "/views/" in path or "/parked/" in path:
        return path_parameters
    changed = dict(path_parameters)
    for name, value in path_parameters.items():
        before = path.split("{" + name + "}")[0].rstrip("/").rsplit("/", 1)[-1]
        changed[name] = known(before.removesuffix("s") if name == "id" else name, value)
    return changed


@schemathesis.hook
def map_case(context, case):
    """A body that was made badly stays as it is: it must be refused, and with a good id in the bad one's place it would not be."""
    if isinstance(case.body, dict) and not (case.meta and case.meta.generation.mode.is_negative):
        case.body = {name: known(name, value) for name, value in case.body.items()}
    return case


@schemathesis.hook
def map_headers(context, headers):
    """Well-made keys and versions mostly become a key that is new and any version; others go as they were made."""
    global keys
    if not headers:
        return headers
    changed = dict(headers)
    key = changed.get("Idempotency-Key")
    if key and key.isascii() and key.isprintable() and " " not in key and len(key) <= 128 and number(key) % 8:
        keys += 1
        changed["Idempotency-Key"] = f"{RUN}-{keys}"
    version = changed.get("If-Match")
    if version and (version == "*" or version.startswith('"')) and number(version) % 4:
        changed["If-Match"] = "*"
    return changed
