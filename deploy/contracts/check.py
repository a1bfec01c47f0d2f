"""Holds the contracts of the running system against tools that we did not write; started by ./cs contracts.

One line for each thing looked at; exit code 1 when one of them is not in order, 2 when it could not be looked at.
"""

import argparse
import collections
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SERVICES = {"referral": 8081, "eligibility": 8082, "care-plan": 8083, "encounter": 8084, "billing": 8085}
ROLES = "intake clinician care-coordinator staff supervisor biller agency-admin analyst privacy-officer operator".split()
# Fields whose values name something that other requests can be about.
NAMES = "person referral team staff payer episode claim batch remittance file encounter plan assessment authorization program".split()
# Checked elsewhere or not promised: every request that is well-formed need not be allowed by the rules of the trade, and which methods an
# address takes is answered by the framework for a whole class.
NOT_CHECKED = "positive_data_acceptance,unsupported_method,allow_header_conformance"
LOOPS = {"1000A", "1000B", "2000A", "2010AA", "2000B", "2010BA", "2010BB", "2300", "2400"}  # what every claim of ours has


class CannotLook(Exception):
    pass


def shift():
    """The ports of the system that runs, as ./cs keeps them."""
    kept = ROOT / ".local/run/port-shift"
    text = os.environ.get("CS_PORT_SHIFT") or (kept.read_text() if kept.exists() else "0")
    return int(text)


def contract(service, file):
    return ROOT / f"{service}-service/src/contract/{file}"


def line(ok, kind, what):
    print(f"{'ok  ' if ok else 'FAIL'}  {kind:<8}  {what}", flush=True)
    return ok


# ---------------------------------------------------------------- documents


def openapi():
    from openapi_spec_validator import OpenAPIV31SpecValidator

    good = True
    for service in SERVICES:
        document = json.loads(contract(service, "openapi.json").read_text())
        errors = list(OpenAPIV31SpecValidator(document).iter_errors())
        operations = sum(len(item) for item in document["paths"].values())
        good &= line(not errors, "openapi", f"{service}: {operations} operations, {len(errors)} errors")
        for error in errors[:10]:
            print("     ", "/".join(map(str, error.absolute_path)), error.message[:200])
    return good


def linted(node):
    files = [str(contract(service, "openapi.json").relative_to(ROOT)) for service in SERVICES]
    return subprocess.run(["node", str(node / "openapi.mjs"), *files], cwd=ROOT, check=False).returncode == 0


def asyncapi(node):
    files = [str(contract(service, "asyncapi.yaml").relative_to(ROOT)) for service in SERVICES]
    return subprocess.run(["node", str(node / "asyncapi.mjs"), *files], cwd=ROOT, check=False).returncode == 0


# ---------------------------------------------------------------- 837P


def accepted(text):
    """What pyx12 says of a file: whether it takes it, and the 999 that it would answer with."""
    from pyx12.params import ParamsBase
    from pyx12.x12n_document import x12n_document

    reply = io.StringIO()
    with tempfile.NamedTemporaryFile("w", suffix=".837", newline="") as file:
        file.write(text)
        file.flush()
        taken = x12n_document(ParamsBase(), file.name, reply, None)
    verdict = reply.getvalue()
    return taken and "AK9*A" in verdict and "IK5*A" in verdict, verdict


def loops(text):
    """Segments by loop, as pyx12's map of the guide places them."""
    from pyx12.error_handler import errh_null
    from pyx12.params import ParamsBase
    from pyx12.x12context import X12ContextReader

    seen = collections.Counter()
    for segment in X12ContextReader(ParamsBase(), errh_null(), io.StringIO(text)).iter_segments():
        seen[segment.x12_map_node.get_path().rsplit("/", 2)[-2]] += 1
    return seen


def claims():
    files = sorted((ROOT / ".local/payer/outbox").rglob("*.837"))
    if not files:
        raise CannotLook("No claim file has been written yet; ./cs demo makes some.")
    good = True
    for file in files:
        text = file.read_text()
        taken, verdict = accepted(text)
        seen = loops(text) if taken else {}
        missing = LOOPS - set(seen)
        shown = " ".join(f"{loop}×{count}" for loop, count in sorted(seen.items()) if loop[0].isdigit())
        good &= line(taken and not missing, "837P", f"{file.name}: {shown or verdict}" + (f"; without {missing}" if taken and missing else ""))
    # A parser that takes everything would show nothing.
    broken = {
        "one segment too few": re.sub(r"~HI\*[^~]*", "", files[0].read_text(), count=1),
        "a service line without its code": re.sub(r"\*HC:[^*]*", "*", files[0].read_text(), count=1),
    }
    for what, text in broken.items():
        good &= line(not accepted(text)[0], "837P", f"{files[0].name} with {what} is refused")
    return good


# ---------------------------------------------------------------- the running services


def post(url, **fields):
    with urllib.request.urlopen(url, urllib.parse.urlencode(fields).encode(), timeout=20) as answer:
        return json.load(answer)


def tokens(by):
    url = f"http://127.0.0.1:{8180 + by}/realms/community-support/protocol/openid-connect/token"
    try:
        found = {
            role: post(url, grant_type="password", client_id="cs-console", username=f"riverbend-{role}", password="local-only")
            for role in ROLES
        }
        found["referral-sender"] = post(url, grant_type="client_credentials", client_id="lme-partners", client_secret="local-only")
    except (urllib.error.URLError, OSError) as error:
        raise CannotLook(f"No tokens from {url}: {error}. ./cs run starts the system; ./cs status shows what runs.") from error
    return {role: answer["access_token"] for role, answer in found.items()}


def get(url, token):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"}), timeout=20) as answer:
        return json.load(answer)


def collect(node, into):
    if isinstance(node, dict):
        for name, value in node.items():
            if name in NAMES and isinstance(value, str) and value:
                into[name].add(value)
            collect(value, into)
    elif isinstance(node, list):
        for value in node:
            collect(value, into)


def ids(by, roles):
    """What can be named: from every list that somebody may read."""
    found = collections.defaultdict(set)
    for service, port in SERVICES.items():
        for path, item in json.loads(contract(service, "openapi.json").read_text())["paths"].items():
            if "{" in path or "get" not in item:
                continue
            for token in roles.values():
                try:
                    collect(get(f"http://127.0.0.1:{port + by}{path}", token), found)
                    break
                except urllib.error.HTTPError:
                    continue
                except OSError as error:
                    raise CannotLook(f"{service} does not answer: {error}. ./cs status shows what runs.") from error
    return {name: sorted(values) for name, values in found.items()}


def http(args, work):
    by = shift()
    good = True
    for service in args.service or SERVICES:
        roles = tokens(by)
        world = work / f"{service}.json"
        world.write_text(json.dumps({"tokens": roles, "known": ids(by, roles)}))
        good &= tried(service, by, args, world)
    return good


def tried(service, by, args, world):
    command = [
        pathlib.Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml", "run",
        contract(service, "openapi.json"), "--url", f"http://127.0.0.1:{SERVICES[service] + by}",
        "--seed", args.seed, "--max-examples", args.examples, "--phases", "examples,coverage,fuzzing",
        "--checks", "all", "--exclude-checks", NOT_CHECKED, "--continue-on-failure", "--no-shrink",
        "--suppress-health-check", "all", "--warnings", "off",
        # The clock of the whole system goes forward only.
        "--exclude-path", "/v1/clock",
    ]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "CS_CONTRACTS": str(world), "NO_COLOR": "1"}
    log = world.with_suffix(".log")
    with log.open("w") as out:
        try:
            code = subprocess.run(
                list(map(str, command)), cwd=world.parent, env=environment, stdout=out, stderr=out, timeout=args.seconds, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            return line(False, "http", f"{service}: not done within {args.seconds} s; --seconds gives it more")
    answered = world.with_suffix(".answered.json")
    counts = json.loads(answered.read_text()) if answered.exists() else {}
    statuses = collections.Counter()
    for operation in counts.values():
        statuses.update(operation)
    done = sum(any(status.startswith("2") for status in operation) for operation in counts.values())
    told = log.read_text()
    good = line(
        code == 0 and done > 0,
        "http",
        f"{service}: {sum(statuses.values())} requests to {len(counts)} operations, {done} of them also done; "
        + " ".join(f"{status}×{count}" for status, count in sorted(statuses.items())),
    )
    if code != 0:
        print(told[-20_000:])
    return good


# ---------------------------------------------------------------- all of it


def main():
    parser = argparse.ArgumentParser(prog="./cs contracts", description=__doc__)
    parser.add_argument("--only", choices=["openapi", "asyncapi", "claims", "http"], action="append", help="may be repeated; default all")
    parser.add_argument("--service", choices=SERVICES, action="append", help="for http; may be repeated; default all")
    parser.add_argument("--seed", default="7", help="for http: the same seed makes the same requests")
    parser.add_argument("--examples", default="12", help="for http: made-up requests for each operation and phase")
    parser.add_argument("--seconds", type=int, default=120, help="for http: the most that a service is tried")
    args = parser.parse_args()
    node = pathlib.Path(os.environ["CS_CONTRACTS_NODE"])
    good = True
    try:
        for part in args.only or ["openapi", "asyncapi", "claims", "http"]:
            match part:
                case "openapi":
                    good &= openapi() & linted(node)
                case "asyncapi":
                    good &= asyncapi(node)
                case "claims":
                    good &= claims()
                case "http":
                    with tempfile.TemporaryDirectory() as work:
                        good &= http(args, pathlib.Path(work))
    except CannotLook as why:
        print(f"cs: {why}", file=sys.stderr)
        return 2
    print("Nothing was found." if good else "Something was found; the lines that begin with FAIL say where.")
    return 0 if good else 1


sys.exit(main())
