"""Serves moto with a clock that can be moved, so that old resources are made at an old time by the real API.

POST /lab/clock with {"time": "2024-01-31T00:00:00Z"} moves this process's clock there and stops it: two builds make
everything at the same moments.
POST /lab/clock with {"time": null} gives the true time back.
POST /lab/account-id with {"id": "777788889999"} is the id that the next organizations:CreateAccount gives: moto draws
it at random, AWS does not let you choose it either, and the sample organisation wants the same ids in every build.
Prints one line, {"url": ...}, when it listens. Ends when its standard input ends, so that it never outlives its parent.
"""

import datetime
import json
import logging
import os
import sys
import threading
import time
from email.utils import formatdate

import time_machine
from moto.organizations import utils as organizations
from moto.s3.models import S3Backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server


class Clock:
    """time-machine replaces the clock for the whole process, so every server thread sees the same moved time."""

    def __init__(self):
        self._lock = threading.Lock()
        self._travel = None

    def move(self, time):
        with self._lock:
            if self._travel is not None:
                self._travel.stop()
                self._travel = None
            if time is not None:
                self._travel = time_machine.travel(time, tick=False)
                self._travel.start()


class AccountIds:
    """Hands out the announced ids first, then moto's own random ones."""

    def __init__(self):
        self._announced = []
        self._random = organizations.make_random_account_id
        organizations.make_random_account_id = lambda: self._announced.pop() if self._announced else self._random()

    def announce(self, account_id):
        self._announced = [account_id]


def keep_no_access_logs():
    """moto writes an access log object on every read of a logged bucket: a scan would change what it scans."""
    S3Backend.log_incoming_request = lambda self, request, bucket_name: None


def instant(text):
    return None if text is None else datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def dated_truly(start_response):
    """The SDK takes an answer of another time for its own clock's fault, and repeats what failed."""

    def start(status, headers, *more):
        hatch = time_machine.escape_hatch
        now = formatdate(hatch.time.time() if hatch.is_travelling() else time.time(), usegmt=True)
        others = [(name, value) for name, value in headers if name.lower() != "date"]
        return start_response(status, [*others, ("Date", now)], *more)

    return start


class LabApplication:
    """Answers the two /lab/ addresses itself and hands everything else to moto."""

    def __init__(self, moto):
        clock, account_ids = Clock(), AccountIds()
        self._moto = moto
        self._controls = {
            "/lab/clock": lambda body: clock.move(instant(body["time"])),
            "/lab/account-id": lambda body: account_ids.announce(body["id"]),
        }

    def __call__(self, environ, start_response):
        control = self._controls.get(environ.get("PATH_INFO"))
        if control is None:
            return self._moto(environ, dated_truly(start_response))
        try:
            control(json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [f"{type(error).__name__}: {error}\n".encode()]
        start_response("204 No Content", [])
        return []


class QuietHandler(MotoRequestHandler):
    def log_request(self, *args):
        pass


def main():
    logging.basicConfig(level=logging.ERROR)
    keep_no_access_logs()
    server = make_server(
        "127.0.0.1",
        0,
        LabApplication(DomainDispatcherApplication(create_backend_app)),
        threaded=True,
        request_handler=QuietHandler,
    )
    # moto builds links to itself (queue URLs, for example) from this variable.
    os.environ["MOTO_PORT"] = str(server.port)
    print(json.dumps({"url": f"http://127.0.0.1:{server.port}"}), flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.buffer.read()
    # Threads of unfinished requests must not hold the process.
    os._exit(0)


if __name__ == "__main__":
    main()
