#!/usr/bin/env bash
# Asks a running Visage whether it is well: is it ready, which model has it, what does it make of the example face?
# Exits with 0 only if every answer is as it should be.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: smoke.sh [--open | --token TOKEN] URL [PHOTO]

  URL            where the API is, such as https://abc123.execute-api.eu-central-1.amazonaws.com
  PHOTO          a JPEG or PNG file with a face; examples/astronaut-face.jpg by default

Without an option the requests are signed (AWS Signature Version 4) with the credentials in AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or else with those of the AWS command line's profile.

  --open         do not sign: for authorizer=open, or a function that runs on this machine
  --token TOKEN  send a bearer token instead: for authorizer=jwt

Set VISAGE_MODEL_VERSION to have the model's version checked too. Needs bash, curl 7.75 or later, and jq.
USAGE
}

fail() {
    printf 'smoke: %s\n' "$*" >&2
    exit 1
}

authorizer=iam
token=
while [[ ${1:-} == --* ]]; do
    case $1 in
        --open) authorizer=open ;;
        --token) authorizer=jwt token=${2:?--token needs a token}; shift ;;
        --help) usage; exit ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[[ $# == 1 || $# == 2 ]] || { usage >&2; exit 2; }
url=${1%/}
photo=${2:-$(dirname "${BASH_SOURCE[0]}")/../examples/astronaut-face.jpg}

for tool in curl jq base64; do
    command -v "$tool" > /dev/null || fail "needs $tool"
done
[[ -r $photo ]] || fail "there is no photo $photo"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Secrets go to curl in a file that only this user can read: arguments are seen by every process of the machine.
umask 077
case $authorizer in
    iam)
        if [[ -z ${AWS_ACCESS_KEY_ID:-} ]] && command -v aws > /dev/null; then
            eval "$(aws configure export-credentials --format env)"
        fi
        [[ -n ${AWS_ACCESS_KEY_ID:-} && -n ${AWS_SECRET_ACCESS_KEY:-} ]] || fail "has no AWS credentials to sign with"
        region=${AWS_REGION:-}
        [[ $url =~ \.execute-api\.([a-z0-9-]+)\.amazonaws\. ]] && region=${BASH_REMATCH[1]}
        [[ -n $region ]] || fail "cannot tell the region from the URL: set AWS_REGION"
        {
            printf 'aws-sigv4 = "aws:amz:%s:execute-api"\n' "$region"
            printf 'user = "%s:%s"\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"
            if [[ -n ${AWS_SESSION_TOKEN:-} ]]; then
                printf 'header = "x-amz-security-token: %s"\n' "$AWS_SESSION_TOKEN"
            fi
        } > "$work/curl" ;;
    jwt) printf 'header = "authorization: Bearer %s"\n' "$token" > "$work/curl" ;;
    open) : > "$work/curl" ;;
esac

# call METHOD PATH [curl's options]: leaves the answer in $work/answer.
call() {
    local method=$1 path=$2 status
    shift 2
    status=$(curl --silent --show-error --max-time 60 --config "$work/curl" --request "$method" \
        --output "$work/answer" --write-out '%{http_code}' "$@" "$url$path") || fail "$method $path: no answer"
    [[ $status == 200 ]] || fail "$method $path: status $status: $(head -c 1000 "$work/answer")"
}

# expect WHAT CONDITION [jq's options]: the answer meets the condition.
expect() {
    local what=$1 condition=$2
    shift 2
    jq --exit-status "$@" "$condition" "$work/answer" > /dev/null 2>&1 \
        || fail "$what: $(head -c 1000 "$work/answer")"
}

call GET /q/health/ready
expect "not ready" '.status == "UP"'

call GET /v1/model
expect "the model has no name or version" '(.name | type) == "string" and (.version | type) == "string"'
version=$(jq --raw-output .version "$work/answer")
[[ -z ${VISAGE_MODEL_VERSION:-} || $version == "$VISAGE_MODEL_VERSION" ]] \
    || fail "the model is version $version, not $VISAGE_MODEL_VERSION"

{ printf '{"image":"'; base64 < "$photo" | tr -d '\n'; printf '"}'; } > "$work/request"
call POST /v1/classify --header 'content-type: application/json' --data-binary "@$work/request"
expect "not the answer to a face" '
    def share: 0 <= . and . <= 1;
    .model.version == $version
    and (.faces | length) == 1
    and (.faces[0]
        | (.ageGroup | .low <= .high and (.probability | share))
        and (.age | .low <= .estimate and .estimate <= .high)
        and (.gender | (.value == "female" or .value == "male") and (.probability | share)))' \
    --arg version "$version"

jq --raw-output '
    "Well. \(.model.name) \(.model.version) sees: " + (.faces[0]
        | "\(.ageGroup.label) years, about \(.age.estimate) (\(.age.low) to \(.age.high)), "
        + "\(.gender.value) (\(.gender.probability))")' "$work/answer"
