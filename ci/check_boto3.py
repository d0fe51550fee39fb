"""Checks of boto3 and the AWS CLI against the embedded Lambda. Started by ci/check-boto3.

usage: check_boto3.py ENDPOINT BOOTSTRAP AWS_COMMAND
"""

import base64
import concurrent.futures
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import traceback
import urllib.error
import urllib.request
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, BOOTSTRAP, AWS = sys.argv[1:4]
ROLE = "arn:aws:iam::000000000000:role/any"
NAME = "checkout"
ARN = "arn:aws:lambda:us-east-1:000000000000:function:" + NAME
ARCHITECTURE = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
WAIT = {"Delay": 1, "MaxAttempts": 30}

client = boto3.client(
    "lambda",
    endpoint_url=ENDPOINT,
    config=Config(retries={"max_attempts": 0, "mode": "standard"}, read_timeout=60),
)
checks = []


def check(function):
    """Registers a check; they run in the order of the file, on one server."""
    checks.append(function)
    return function


def same(actual, expected, what="value"):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}")


def fails(code, status, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        same(error.response["Error"]["Code"], code, "error code")
        same(error.response["ResponseMetadata"]["HTTPStatusCode"], status, "status")
        if text not in error.response["Error"]["Message"]:
            raise AssertionError(f"message {error.response['Error']['Message']!r} lacks {text!r}")
        return
    raise AssertionError(f"no {code}")


def package():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o100755 << 16
        with open(BOOTSTRAP, "rb") as file:
            archive.writestr(entry, file.read())
    return buffer.getvalue()


def settle():
    client.get_waiter("function_updated_v2").wait(FunctionName=NAME, WaiterConfig=WAIT)


def invoke(event, **more):
    return client.invoke(FunctionName=NAME, Payload=json.dumps(event), **more)


@check
def create_is_pending_and_the_waiter_sees_it_active():
    created = client.create_function(
        FunctionName=NAME, Runtime="provided.al2023", Handler="bootstrap", Role=ROLE, MemorySize=256,
        Architectures=[ARCHITECTURE], Code={"ZipFile": package()}, Environment={"Variables": {"NONCE": "0"}},
        Tags={"team": "shop"})
    same(created["ResponseMetadata"]["HTTPStatusCode"], 201)
    same(created["State"], "Pending")
    same(created["FunctionArn"], ARN)
    client.get_waiter("function_active_v2").wait(FunctionName=NAME, WaiterConfig=WAIT)
    got = client.get_function(FunctionName=NAME)
    same(got["Configuration"]["LastUpdateStatus"], "Successful")
    same(got["Tags"], {"team": "shop"})
    with urllib.request.urlopen(got["Code"]["Location"]) as download:
        same(download.read(), package(), "downloaded package")


@check
def the_first_invocation_has_an_init_duration_and_the_second_none():
    first = invoke({"a": 1}, LogType="Tail")
    same(json.load(first["Payload"]), {"a": 1})
    same(first["ExecutedVersion"], "$LATEST")
    log = base64.b64decode(first["LogResult"]).decode()
    request = first["ResponseMetadata"]["RequestId"]
    if not log.startswith(f"START RequestId: {request} Version: $LATEST\n") or "\tInit Duration: " not in log:
        raise AssertionError(log)
    measured = json.loads(first["ResponseMetadata"]["HTTPHeaders"]["x-coldgate-measurements"])
    same(measured["cold"], True)
    warm = base64.b64decode(invoke({}, LogType="Tail")["LogResult"]).decode()
    if "Init Duration" in warm:
        raise AssertionError(warm)


@check
def an_update_forces_a_cold_start():
    updating = client.update_function_configuration(
        FunctionName=NAME, Environment={"Variables": {"NONCE": "1"}})
    same(updating["LastUpdateStatus"], "InProgress")
    settle()
    answer = invoke({"do": "env"})
    same(json.loads(answer["ResponseMetadata"]["HTTPHeaders"]["x-coldgate-measurements"])["cold"], True)
    if "NONCE=1" not in json.load(answer["Payload"]):
        raise AssertionError("the new variable did not arrive")


@check
def function_errors_are_unhandled():
    failed = invoke({"do": "error"})
    same(failed["StatusCode"], 200)
    same(failed["FunctionError"], "Unhandled")
    same(json.load(failed["Payload"])["errorType"], "Oops")


@check
def dry_run_and_event_are_empty():
    same(invoke({}, InvocationType="DryRun")["StatusCode"], 204)
    same(invoke({}, InvocationType="Event")["StatusCode"], 202)


@check
def streams_are_event_streams():
    stream = client.invoke_with_response_stream(FunctionName=NAME, Payload=json.dumps({"a": 2}), LogType="Tail")
    events = list(stream["EventStream"])
    body = b"".join(e["PayloadChunk"]["Payload"] for e in events if "PayloadChunk" in e)
    same(json.loads(body), {"a": 2})
    if "LogResult" not in events[-1]["InvokeComplete"]:
        raise AssertionError(events)


@check
def versions_and_aliases_with_weights():
    first = client.publish_version(FunctionName=NAME)
    same(first["Version"], "1")
    same(client.publish_version(FunctionName=NAME)["Version"], "1", "unchanged version")
    client.update_function_configuration(FunctionName=NAME, Description="second")
    settle()
    same(client.publish_version(FunctionName=NAME)["Version"], "2")
    client.create_alias(FunctionName=NAME, Name="live", FunctionVersion="1",
                        RoutingConfig={"AdditionalVersionWeights": {"2": 1.0}})
    same(client.invoke(FunctionName=NAME, Qualifier="live", Payload="{}")["ExecutedVersion"], "2")
    client.update_alias(FunctionName=NAME, Name="live", RoutingConfig={"AdditionalVersionWeights": {}})
    same(client.invoke(FunctionName=ARN + ":live", Payload="{}")["ExecutedVersion"], "1")
    same([v["Version"] for v in client.list_versions_by_function(FunctionName=NAME)["Versions"]],
         ["$LATEST", "1", "2"])
    client.delete_alias(FunctionName=NAME, Name="live")


@check
def function_urls_are_served():
    url = client.create_function_url_config(FunctionName=NAME, AuthType="NONE")["FunctionUrl"]
    with urllib.request.urlopen(url + "cart?item=7") as response:
        event = json.load(response)
    same(event["rawPath"], "/cart")
    same(event["queryStringParameters"], {"item": "7"})
    client.update_function_url_config(FunctionName=NAME, AuthType="AWS_IAM")
    try:
        urllib.request.urlopen(url)
        raise AssertionError("an unsigned request was served")
    except urllib.error.HTTPError as error:
        same(error.code, 403)
    client.delete_function_url_config(FunctionName=NAME)


@check
def reserved_concurrency_throttles():
    client.put_function_concurrency(FunctionName=NAME, ReservedConcurrentExecutions=0)
    fails("TooManyRequestsException", 429, "Rate Exceeded.", invoke, event={})
    client.put_function_concurrency(FunctionName=NAME, ReservedConcurrentExecutions=1)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(throttled_or_not, range(2)))
    same(sorted(codes), [200, 429], "one of two concurrent calls")
    client.delete_function_concurrency(FunctionName=NAME)


def throttled_or_not(_):
    try:
        return invoke({"do": "sleep", "size": 1500})["StatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


@check
def errors_have_their_codes_and_texts():
    fails("ResourceNotFoundException", 404, "Function not found: " + ARN.replace(NAME, "gone") + ":$LATEST",
          client.invoke, FunctionName="gone")
    fails("ResourceConflictException", 409, "Function already exist: checkout", client.create_function,
          FunctionName=NAME, Runtime="provided.al2023", Handler="b", Role=ROLE, Code={"ZipFile": package()})
    fails("InvalidParameterValueException", 400, "Could not unzip uploaded file.", client.create_function,
          FunctionName="bad", Runtime="provided.al2023", Handler="b", Role=ROLE, Code={"ZipFile": b"no zip"})
    fails("ValidationException", 400, "1 validation error detected: Value 'r1' at 'role'", client.create_function,
          FunctionName="bad", Runtime="provided.al2023", Handler="b", Role="r1", Code={"ZipFile": package()})
    fails("InvalidRequestContentException", 400, "Could not parse request body into json", client.invoke,
          FunctionName=NAME, Payload="{'a'}")
    fails("PreconditionFailedException", 412, "The Revision Id provided does not match",
          client.update_function_configuration, FunctionName=NAME, RevisionId="00000000-0000-0000-0000-000000000000")


@check
def the_other_resources_can_be_read():
    same(client.get_function_concurrency(FunctionName=NAME).get("ReservedConcurrentExecutions"), None)
    client.add_permission(FunctionName=NAME, StatementId="s", Action="lambda:InvokeFunction",
                          Principal="events.amazonaws.com")
    same(json.loads(client.get_policy(FunctionName=NAME)["Policy"])["Statement"][0]["Sid"], "s")
    client.remove_permission(FunctionName=NAME, StatementId="s")
    client.tag_resource(Resource=ARN, Tags={"a": "b"})
    client.untag_resource(Resource=ARN, TagKeys=["team"])
    same(client.list_tags(Resource=ARN)["Tags"], {"a": "b"})
    client.put_function_event_invoke_config(FunctionName=NAME, MaximumRetryAttempts=0)
    same(client.get_function_event_invoke_config(FunctionName=NAME)["MaximumRetryAttempts"], 0)
    client.delete_function_event_invoke_config(FunctionName=NAME)
    same(client.get_account_settings()["AccountUsage"]["FunctionCount"], 1)
    same(client.get_function_recursion_config(FunctionName=NAME)["RecursiveLoop"], "Terminate")
    same(client.get_runtime_management_config(FunctionName=NAME)["UpdateRuntimeOn"], "Auto")
    same(client.list_event_source_mappings()["EventSourceMappings"], [])
    layer = client.publish_layer_version(LayerName="shared", Content={"ZipFile": package()})
    same(client.get_layer_version_by_arn(Arn=layer["LayerVersionArn"])["Version"], 1)
    same(client.list_layers()["Layers"][0]["LayerName"], "shared")
    client.delete_layer_version(LayerName="shared", VersionNumber=1)


# The exit codes of the AWS CLI when the service answers with an error: of version 1, which is on PyPI, and of version 2.
CLI_FAILURES = (255, 254)


def aws(*arguments, expect=(0,)):
    done = subprocess.run([AWS, "--endpoint-url", ENDPOINT, "--output", "json", "lambda", *arguments],
                          capture_output=True, text=True, env={**os.environ, "AWS_MAX_ATTEMPTS": "1"}, check=False)
    if done.returncode not in expect:
        raise AssertionError(f"exit {done.returncode}: {done.stderr}")
    return done.stderr if done.returncode else done.stdout


@check
def the_cli_creates_invokes_updates_and_deletes():
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "function.zip")
        output = os.path.join(folder, "out.json")
        with open(archive, "wb") as file:
            file.write(package())
        created = json.loads(aws(
            "create-function", "--function-name", "by-cli", "--runtime", "provided.al2023", "--handler", "bootstrap",
            "--role", ROLE, "--architectures", ARCHITECTURE, "--zip-file", "fileb://" + archive))
        same(created["State"], "Pending")
        aws("wait", "function-active-v2", "--function-name", "by-cli")
        shown = json.loads(aws("invoke", "--function-name", "by-cli", "--log-type", "Tail", output))
        same(shown["StatusCode"], 200)
        with open(output, encoding="utf-8") as file:
            same(json.load(file), {})
        aws("update-function-configuration", "--function-name", "by-cli", "--timeout", "7")
        aws("wait", "function-updated-v2", "--function-name", "by-cli")
        same(json.loads(aws("get-function-configuration", "--function-name", "by-cli"))["Timeout"], 7)
        aws("delete-function", "--function-name", "by-cli")
        error = aws("get-function", "--function-name", "by-cli", expect=CLI_FAILURES)
        if "(ResourceNotFoundException)" not in error:
            raise AssertionError(error)


@check
def delete_removes_it():
    client.delete_function(FunctionName=NAME)
    fails("ResourceNotFoundException", 404, "Function not found: " + ARN, client.get_function, FunctionName=NAME)
    same(client.list_functions()["Functions"], [])


def main():
    failed = 0
    for function in checks:
        title = function.__name__.replace("_", " ")
        try:
            function()
            print("ok      " + title)
        except Exception:  # every failure is reported, whatever it is
            failed += 1
            print("FAILED  " + title)
            traceback.print_exc(file=sys.stdout)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
