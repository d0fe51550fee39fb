# shellcheck shell=bash
# Sourced by the steps of action.yml.

# The action's own checkout.
# shellcheck disable=SC2034 # used by the scripts that source this
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 4

# Prints an error that the runner shows; a program's output never gets here.
fail() {
  printf '::error title=Coldgate::%s\n' "$1"
}

# Sets JAVA_HOME to the JDK that the input java-version names.
choose_java() {
  [ -n "${COLDGATE_JAVA_VERSION:-}" ] || return 0
  case $COLDGATE_JAVA_VERSION in
    *[!0-9]*)
      fail 'java-version is a major version, such as 17'
      return 1
      ;;
  esac
  local variable=JAVA_HOME_${COLDGATE_JAVA_VERSION}_${RUNNER_ARCH:-X64}
  if [ ! -x "${!variable:-}/bin/java" ]; then
    fail "java-version: this runner has no JDK $COLDGATE_JAVA_VERSION ($variable is not set); set one up before this step"
    return 1
  fi
  export JAVA_HOME=${!variable} PATH="${!variable}/bin:$PATH"
}

# Prints an output for $GITHUB_OUTPUT. No value can end its own entry, because the delimiter is random.
output() {
  local delimiter
  delimiter=coldgate_$(random)
  printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter"
}

random() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}
