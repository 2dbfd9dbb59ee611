"""Refusals that come after the mail server took a mail: read, and believed where they are signed.

Each mail is sent from an address of its own (VERP), so that a bounce, however the far server writes
it, comes back to an address that says which destination it is about. The address is signed:
nobody can have another's destination disabled by writing to us. What a bounce says is read
from its machine-readable part alone (RFC 3464), of the address that the mail went to: where that
passes mail on to others, one of whom is gone, it is there still. Only a server that wrote another
host behind the same name, for its own use, is taken at its word that this is who the mail was for.
Letters, and reports of delay, change nothing.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message

from alerts.deliver.email.address import MAX_LOCAL_LENGTH, parse_address
from alerts.deliver.email.text import one_line
from alerts.keyring import Keyring
from alerts.model.errors import InvalidInput, Problem

LONGEST = 256 * 1024
_MARK = re.compile(r"(?P<destination>[a-z0-9_]{1,40})-(?P<seal>[a-z2-7]{16})")
_LONGEST_MARK = 30 + 1 + 16
# RFC 3463: the address (but not our sender, which is 7 and 8), the mailbox that is switched off, and
# the host that there is not. All else speaks of this mail, of the way to them, or of us.
_OF_THE_ADDRESS = re.compile(r"5\.(?:1\.(?!7$|8$)\d{1,3}|2\.[01]|4\.4)")
# Where a server gave no such code, what it said in the dialogue (RFC 5321) has to.
_UNCODED = re.compile(r"5\.0\.0")
_NOBODY_THERE = re.compile(
    r"(?:smtp;)?\s*(?:550|551|553)[ -](?!.*\b(?:spam|polic|block|reject))", re.IGNORECASE
)
# RFC 6533: servers that pass on mail to names in any script report so, with letters spelt by number
# where they could not be written.
_UTF_8 = "utf-8"
_KINDS = ("rfc822", _UTF_8)
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_ESCAPED = re.compile(r"\\x\{(?P<point>[0-9a-f]{1,6})\}")
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_ADDRESS = re.compile(r"[^\s<>\"'(;]+@[^\s<>\"');]+")


class NotOurs(InvalidInput):
    """An address that no mail of ours was sent from."""


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """Where refusals come back to: `user+<destination>-<seal>@domain` for each destination."""

    user: str
    domain: str

    @classmethod
    def of(cls, address: str) -> "ReturnPath":
        """Read the address that all of them go to. Raises `InvalidInput`."""
        user, _, domain = parse_address(address).rpartition("@")
        if len(user) + 1 + _LONGEST_MARK > MAX_LOCAL_LENGTH or "+" in user:
            longest = MAX_LOCAL_LENGTH - _LONGEST_MARK - 1
            reason = f"needs at most {longest} letters and no + before the @: a mark follows there"
            raise InvalidInput(f"the address for bounces {reason}", (Problem("/address", reason),))
        return cls(user, domain)

    def sender_for(self, destination_id: str, keyring: Keyring) -> str:
        """Give the envelope's sender of a mail to a destination."""
        return f"{self.user}+{destination_id}-{keyring.seal_of(destination_id)}@{self.domain}"


def destination_of(recipient: str, keyring: Keyring) -> str:
    """Give the destination that a bounce's recipient speaks of.

    Raises `NotOurs` where the address is not one that we made.
    """
    local = recipient.strip(" <>").rpartition("@")[0].lower()  # some servers change the case
    mark = _MARK.fullmatch(local.rpartition("+")[2])
    if mark is None or not keyring.is_sealed(mark["destination"], mark["seal"]):
        raise NotOurs("the recipient is not an address that a mail of ours was sent from")
    return mark["destination"]


def refusal_in(letter: bytes, address: str) -> str | None:
    """Say why a bounce tells that the address cannot be reached for good; None where it does not."""
    if len(letter) > LONGEST:
        return None
    try:
        message = email.message_from_bytes(letter, policy=email.policy.compat32)
        all_of_them = [it for it in _recipients(message) if "Final-Recipient" in it]
        alone = len(all_of_them) == 1
        theirs = [it for it in all_of_them if _is_of(it, address, alone=alone)]
        reasons = [_refusal(recipient) for recipient in theirs]
    except (MessageError, ValueError, LookupError, RecursionError):
        return None  # no bounce that anybody can read
    return next((reason for reason in reasons if reason is not None), None)


def _recipients(message: Message) -> Iterator[Message]:
    """Give the fields of each recipient; a report that is attached to a letter is not ours."""
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return
    for part in message.get_payload():
        if not isinstance(part, Message) or part.get_content_type() not in _STATUS:
            continue
        for block in part.get_payload():
            if isinstance(block, Message):
                yield block
                yield from _more(block)


def _more(block: Message) -> Iterator[Message]:
    """Give the fields that stand behind the first: of the international form, the parser keeps one."""
    behind = block.get_payload(decode=True)
    for fields in _BLANK_LINE.split(behind) if isinstance(behind, bytes) else ():
        if fields.strip():
            yield email.message_from_bytes(fields, policy=email.policy.compat32)


def _is_of(fields: Message, address: str, *, alone: bool) -> bool:
    """Tell whether these are an address's fields; a report is of one `alone` that names no other."""
    final = _named(fields, "Final-Recipient")
    if final is None or final == address.lower():
        return final is not None
    was_for = _named(fields, "Original-Recipient") if alone else None
    is_same = final.rpartition("@")[0] == address.lower().rpartition("@")[0]
    return is_same and was_for == address.lower()


def _named(fields: Message, name: str) -> str | None:
    """Give the address in a field, as ours are written; servers may write it in another case."""
    raw = next((text for key, text in fields.raw_items() if key.lower() == name.lower()), "")
    kind, _, named = str(raw).encode(errors="surrogateescape").decode().partition(";")
    if kind.strip().lower() not in _KINDS:
        return None
    spelt = named.strip().removeprefix("<").removesuffix(">").lower()
    if kind.strip().lower() == _UTF_8:
        spelt = _ESCAPED.sub(lambda it: chr(int(it["point"], 16)), spelt)
        local, _, domain = spelt.rpartition("@")
        spelt = f"{local}@{domain.encode('idna').decode().lower()}"
    return spelt


def _refusal(fields: Message) -> str | None:
    action, status = _field(fields, "Action"), _field(fields, "Status").split(" ")[0]
    diagnosis = _field(fields, "Diagnostic-Code")
    if action.lower() != "failed":
        return None
    is_gone = _OF_THE_ADDRESS.fullmatch(status) or (
        _UNCODED.fullmatch(status) and _NOBODY_THERE.match(diagnosis)
    )
    if not is_gone:
        return None
    said = diagnosis.rpartition(";")[2].strip() or status
    return f"the address was refused after the mail was taken: {one_line(said, 200)}"


def _field(fields: Message, name: str) -> str:
    return _ADDRESS.sub("…", one_line(str(fields.get(name, "")), 300)).strip()
