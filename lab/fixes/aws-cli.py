"""The AWS CLI, many commands in one process: a process each would spend most of its time on starting.

Each line of standard input is a command's arguments as a JSON list; each line of standard output its exit code and
what it wrote. With --validate a command ends where its request would be sent, with 0 as the code.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

VALIDATE = "--validate" in sys.argv[1:]
sent = []


class WouldBeSent(Exception):
    pass


def stop(**_):
    sent.append(True)
    raise WouldBeSent()


def fresh_driver():
    driver = create_clidriver()
    if VALIDATE:
        driver.session.register("before-call.*.*", stop)
    return driver


def run(driver, arguments):
    sent.clear()
    errors = io.StringIO()
    output = io.TextIOWrapper(io.BytesIO())
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(output):
        try:
            code = driver.main(arguments)
        except SystemExit as end:
            code = end.code
    output.flush()
    return {
        "code": 0 if sent else code,
        "errors": errors.getvalue().strip(),
        "output": output.buffer.getvalue().decode(),
    }


driver = fresh_driver()
for line in sys.stdin:
    arguments = json.loads(line)
    print(json.dumps(run(driver, arguments)), flush=True)
    # Some of these leave handlers behind that every later command of EC2 trips over.
    if arguments[0] == "ec2" and arguments[1].startswith("modify-"):
        driver = fresh_driver()
