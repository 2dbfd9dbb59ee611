"""Everything secret that must be made or checked, in one room without I/O.

Every ciphertext, token and API key carries the id of the key behind it, so that a secret
can be changed without a day on which half of the world does not fit the other half.
"""

from alerts.keyring.bearer import check_api_key, new_api_key, split_bearer
from alerts.keyring.destination import (
    new_webhook_secret,
    open_headers,
    open_webhook_secrets,
    replace_webhook_secret,
    seal_headers,
    seal_webhook_secret,
)
from alerts.keyring.keys import Key, key_id_of, parse_secret_keys
from alerts.keyring.ring import Keyring, TokenPurpose
from alerts.keyring.signing import signed_headers
from alerts.keyring.verifying import fault_of

__all__ = [
    "Key",
    "Keyring",
    "TokenPurpose",
    "check_api_key",
    "fault_of",
    "key_id_of",
    "new_api_key",
    "new_webhook_secret",
    "open_headers",
    "open_webhook_secrets",
    "parse_secret_keys",
    "replace_webhook_secret",
    "seal_headers",
    "seal_webhook_secret",
    "signed_headers",
    "split_bearer",
]
