"""Postfix as Debian installs it, with its own configuration changed only where it lives.

It refuses to run but as root, and takes mail for one domain of its own, which it puts into
Maildirs that a test can read.
"""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.servers.certificate import self_signed
from tests.servers.child import Child
from tests.servers.missing import Missing
from tests.servers.ports import free_port

DOMAIN = "newsroom.test"
_INSTALLED = Path("/etc/postfix")
_DELIVERED_WITHIN_S = 20
_BOXES = ("desk", "night", "left", "bounces")
# Takes the mail, and then finds that there is nobody of that name (EX_NOUSER).
_FINDS_OUT_LATER = "finds-out-later unix - n n - - pipe user=nobody argv="


class PostfixServer:
    """A Postfix of its own: `port` on 127.0.0.1, mail for `_BOXES` of `DOMAIN`; `left@` bounces."""

    def __init__(self) -> None:
        found = shutil.which("postfix", path=f"{os.environ['PATH']}:/usr/sbin")
        if found is None or not (_INSTALLED / "main.cf").is_file():
            raise Missing("Postfix")
        if os.geteuid() != 0:
            raise Missing("root, whom Postfix needs")
        self._postfix = found
        self._home = Path(tempfile.mkdtemp(prefix="alerts-postfix-"))
        self._child: Child | None = None
        self.port = free_port()

    def boot(self) -> None:
        """Start it; its greeting is there when this returns."""
        owner = pwd.getpwnam("postfix")
        etc, data, mail = (self._home / name for name in ("etc", "data", "mail"))
        shutil.copytree(_INSTALLED, etc)
        for folder in (data, mail):
            folder.mkdir()
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        (self._home / "queue").mkdir()
        self._home.chmod(0o755)
        (etc / "boxes").write_text("".join(f"{box}@{DOMAIN} {box}/\n" for box in _BOXES))
        (etc / "routes").write_text(f"left@{DOMAIN} finds-out-later:\n")
        (etc / "wishes").write_text(
            f"busy@{DOMAIN} 451 4.7.1 greylisted, come back later\n"
            f"spam@{DOMAIN} 554 5.7.1 not from you\n"
        )
        self_signed(etc / "tls.pem", "mx.newsroom.test")
        self._configure(etc, owner)
        subprocess.run([self._postfix, "-c", etc, "check"], check=True)  # makes the queue's folders
        daemons = subprocess.run(
            ["postconf", "-c", etc, "-h", "daemon_directory"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        # `start-fg` would begin a session of its own, which outlives whoever began it.
        command = [f"{daemons}/master", "-c", str(etc), "-d"]
        self._child = Child.start(command, log=self._home / "output")
        self._child.wait_until(self._answers)

    def halt(self) -> None:
        """Stop it, and take away what it kept."""
        if self._child is not None:
            self._child.stop(signal.SIGTERM)
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def said(self) -> str:
        """What it wrote into its log."""
        log = self._home / "log"
        return log.read_text("utf-8", "replace") if log.exists() else ""

    async def letters(self, box: str, count: int) -> list[bytes]:
        """Wait for so many letters in a mailbox; give them in the order of their delivery."""
        new = self._home / "mail" / box / "new"
        async with asyncio.timeout(_DELIVERED_WITHIN_S):
            while len(found := sorted(new.glob("*")) if new.is_dir() else []) < count:
                await asyncio.sleep(0.05)
        return [letter.read_bytes() for letter in found]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                return connection.recv(4) == b"220 "
        except OSError:
            return False

    def _configure(self, etc: Path, owner: pwd.struct_passwd) -> None:
        changes = {
            "queue_directory": self._home / "queue",
            "data_directory": self._home / "data",
            "maillog_file": self._home / "log",
            "maillog_file_prefixes": self._home,
            "myhostname": "mx.newsroom.test",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "mynetworks": "192.0.2.0/32",  # so that we are a stranger to it, as anybody is
            "virtual_mailbox_domains": DOMAIN,
            "virtual_mailbox_base": self._home / "mail",
            "virtual_mailbox_maps": f"texthash:{etc}/boxes",
            "virtual_uid_maps": f"static:{owner.pw_uid}",
            "virtual_gid_maps": f"static:{owner.pw_gid}",
            "virtual_minimum_uid": 1,
            "transport_maps": f"texthash:{etc}/routes",
            "recipient_delimiter": "+",
            "smtpd_recipient_restrictions": f"check_recipient_access texthash:{etc}/wishes",
            "smtpd_tls_cert_file": etc / "tls.pem",
            "smtpd_tls_key_file": etc / "tls.pem",
        }
        words = [f"{name}={value}" for name, value in changes.items()]
        subprocess.run(["postconf", "-c", etc, "-e", *words], check=True)
        master = (etc / "master.cf").read_text("utf-8").splitlines()
        listening = f"127.0.0.1:{self.port} inet n - n - - smtpd"
        lines = [
            listening if line.startswith("smtp ") and " inet " in line else line for line in master
        ]
        nobody_there = self._home / "nobody-there"
        nobody_there.write_text("#!/bin/sh\nexit 67\n")
        nobody_there.chmod(0o755)
        later = f"{_FINDS_OUT_LATER}{nobody_there}"
        (etc / "master.cf").write_text("\n".join([*lines, later]) + "\n", "utf-8")
