#!/usr/bin/env bash
# Builds, starts, tests and asks the whole system. `./cs help` tells what there is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

MVN=${CS_MVN:-mvn}
STAMP=deploy/local/target/built

die() {
  echo "cs: $*" >&2
  exit 1
}

# prints the home of the newest JDK >= 21: JAVA_HOME, then the usual places, then java on the PATH
jdk() {
  local want=21 best='' newest=0 home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* \
    "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /)" 2>/dev/null)")")"; do
    [ -x "$home/bin/javac" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null) || true
    [ -n "$version" ] || version=$("$home/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge "$want" ] && [ "$version" -gt "$newest" ]; then
      best=$home
      newest=$version
    fi
  done
  [ -n "$best" ] || die "No JDK $want or newer was found; install one (25 is best) or set JAVA_HOME to it."
  echo "$best"
}

need_maven() {
  command -v "$MVN" >/dev/null || die "Maven is needed to build and is not on the PATH; install Maven 3.8.6 or newer."
}

sources() {
  find . \( -name target -o -name .git -o -name .local -o -path ./docs \) -prune -o -type f \( -name pom.xml -o -path '*/src/main/*' \) "$@" -print
}

# A file that was added or removed shows in the list, one that was changed in its time.
built() {
  local service
  for service in ./*-service; do [ -f "$service/target/quarkus-app/quarkus-run.jar" ] || return 1; done
  [ -f "$STAMP" ] && [ "$(sources | LC_ALL=C sort | cksum)" = "$(cat "$STAMP")" ] && [ -z "$(sources -newer "$STAMP" | head -n 1)" ]
}

# Dated by the file that was made when the build began: to the second would not do, a checkout may be that young.
mark_built() {
  sources | LC_ALL=C sort | cksum >"$STAMP.new"
  touch -r "$1" "$STAMP.new"
  mv "$STAMP.new" "$STAMP"
}

build() {
  built && return
  need_maven
  local log=.local/logs/build.log began=.local/logs/build.began
  mkdir -p .local/logs
  touch "$began"
  echo "building the services and the local parts (about two minutes; the very first time Maven also fetches what it needs)"
  if ! "$MVN" -q -B -Dmaven.test.skip=true package >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | grep -v -E '^\[ERROR\]\s+(at |\.\.\.)' | head -n 20 >&2 || tail -n 20 "$log" >&2
    die "The build failed; all of it is in $log."
  fi
  mark_built "$began"
  echo "built in $(($(date +%s) - $(date -r "$began" +%s))) s"
}

# Every test there is; a suite that did not run is a failure, whatever Maven says.
run_tests() {
  need_maven
  local began=.local/logs/tests.began verdict=0
  mkdir -p .local/logs
  touch "$began"
  "$MVN" -B -fae verify "$@" || verdict=$?
  "$JAVA_HOME/bin/java" deploy/local/src/main/java/org/communitysupport/local/TestReport.java . "$(date -r "$began" +%s)" || verdict=1
  [ "$verdict" -eq 0 ] || exit "$verdict"
  mark_built "$began"
}

help() {
  cat <<'HELP'
usage: ./cs <command>

  run [--detach] [--only part,…]   builds what is missing, starts every part, stops them at Ctrl-C; --instances n: so many of each service
  status                           which parts run, since when, where, how much memory they take
  logs <part> [-f]                 what a part writes
  start|restart|stop [part…]       single parts, or all of them; start referral --instances 3: referral, referral-2, referral-3
  reset [--yes]                    stops everything and deletes the local data (asks first)
  demo                             carries one person from referral to paid claim through the running system
  verify                           checks log, topics, views, units and money of the running system
  keep --play | --out <directory>  makes test data for later builds of what the system holds (deploy/kept/README.md)
  packs lint|test|explain|diff     policy packs: are they sound, what do they decide and why, what would other ones change
  test                             every test there is; fails when one suite did not run
  contracts [--only …]             holds the contracts of the running system against outside tools, fetched once (needs Python 3.10, Node.js 18)
  history export|show|tail         takes history away, tells a person's or a claim's, follows what is recorded
  views list|rebuild|flip|back     the generations of the views: build anew beside the serving one, change, go back
  relay rewind <service> [lane]    publishes a service's events again, when a record is missing on its topic
  faults [--rounds n] [--seed n]   kills parts of a system of its own under work, checks every promise afterwards; --only name,…; --instances 2
  bench [name…] [--json FILE]      measures ours beside the raw reference of the same work; --against CHECKOUT: beside another release; --help tells the rest
  help                             this

parts: mongodb kafka keycloak payer referral eligibility care-plan encounter billing
settings (environment):
  JAVA_HOME       a JDK 21 or newer; else the newest that is found
  MONGODB_URI     a MongoDB replica set to use instead of starting one
  CS_MONGOD       a mongod file to start instead of the one on the PATH or the fetched one
  CS_CACHE        where mongod, Keycloak and the tools of contracts are kept, default ~/.cache/community-support
  CS_SERVICE_JAVA_OPTIONS  for the JVMs of the services, default -XX:TieredStopAtLevel=1
  CS_PORT_SHIFT   a number added to every port, for a second checkout beside this one
  CS_MVN          the Maven to call, default mvn
HELP
}

command=${1:-help}
[ $# -gt 0 ] && shift
case $command in
help | --help | -h)
  help
  exit 0
  ;;
contracts)
  exec deploy/contracts/check "$@"
  ;;
run | demo | verify | keep | packs | faults | bench | history | views | relay | status | logs | start | restart | stop | reset | test) ;;
*)
  help >&2
  echo >&2
  die "There is no command '$command'."
  ;;
esac

JAVA_HOME=$(jdk) || exit 1
export JAVA_HOME

case $command in
reset)
  if [ "${1:-}" != --yes ]; then
    [ -t 0 ] || die "There is nobody to ask; ./cs reset --yes deletes all local data, keys and logs."
    read -r -p "Stop everything and delete all local data, keys and logs in $PWD/.local? Type yes: " answer
    [ "$answer" = yes ] || die "Nothing was deleted."
    set -- --yes
  fi
  ;;
esac

case $command in
test)
  run_tests "$@"
  exit 0
  ;;
run | start | restart | faults | bench)
  build
  ;;
esac

# What knows the services' views and events stands in a module of its own, which the launcher does not need.
compilers=-XX:TieredStopAtLevel=1
case $command in
bench)
  module=deploy/bench main=org.communitysupport.bench.Bench heap=2g
  logging=-Djava.util.logging.manager=org.jboss.logmanager.LogManager
  # What is measured must run as it does in a service, at full speed; CS_BENCH_JAVA takes e.g. a flight recording.
  compilers=${CS_BENCH_JAVA:-}
  ;;
demo | verify | keep | packs)
  module=deploy/journey main=org.communitysupport.journey.Journey heap=512m
  logging=-Djava.util.logging.manager=org.jboss.logmanager.LogManager
  ;;
history | views | relay) module=deploy/console main=org.communitysupport.console.Console heap=384m logging= ;;
faults)
  module=deploy/faults main=org.communitysupport.faults.Faults heap=1g
  logging=-Djava.util.logging.manager=org.jboss.logmanager.LogManager
  ;;
*) module=deploy/local main=org.communitysupport.local.Cs heap=128m logging= ;;
esac
[ -f "$module/target/classpath" ] || die "Nothing has been built yet, so nothing runs; ./cs run builds and starts."
# Since 24 a JDK warns of what protobuf does, in the midst of what is to be read; since 23 it knows this option.
quiet=
case $(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$JAVA_HOME/release" 2>/dev/null) in
2[4-9] | [3-9][0-9]) quiet=--sun-misc-unsafe-memory-access=allow ;;
esac
exec "$JAVA_HOME/bin/java" $quiet -XX:+UseSerialGC $compilers -Xshare:auto -Xmx$heap $logging \
  -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -Dslf4j.internal.verbosity=ERROR -Dcs.home="$PWD" -Dcs.from="${OLDPWD:-$PWD}" \
  -cp "$module/target/classes:$(cat "$module/target/classpath")" "$main" "$command" "$@"
