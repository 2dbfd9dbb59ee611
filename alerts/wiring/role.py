"""What a process of the service does."""

from enum import StrEnum


class Role(StrEnum):
    """What a process does; `all` is the small user's whole system."""

    ALL = "all"
    API = "api"
    INTAKE = "intake"
    DELIVER = "deliver"

    def does(self, part: "Role") -> bool:
        """Tell whether a process of this role runs `part`."""
        return self in {Role.ALL, part}
