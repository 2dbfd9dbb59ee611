"""Who gets the slots, when more waits than there is room for."""

from alerts.store.sharing import Due, Room, is_for_others, share


def line(destination: str, count: int, since: int = 0, *, first: bool = True) -> list[Due]:
    return [
        Due(f"{destination}{number}", destination, since + number, first) for number in range(count)
    ]


def whose(taken: list[Due]) -> str:
    return "".join(due.destination_id for due in taken)


def test_who_has_waited_the_longest_begins_and_then_it_goes_by_turns() -> None:
    waiting = [*line("a", 9), *line("b", 2, since=100), *line("c", 1, since=50)]
    assert whose(share(waiting, Room(6))) == "acbaba"


def test_who_has_fewest_under_way_comes_first_however_late() -> None:
    waiting = [*line("a", 9), *line("b", 9, since=100), *line("c", 9, since=200)]
    assert whose(share(waiting, Room(4, under_way={"a": 3, "b": 1}))) == "cbcb"


def test_the_last_slots_are_for_who_has_none_under_way() -> None:
    waiting = [*line("a", 9), *line("b", 9, since=100), *line("c", 1, since=200)]
    assert whose(share(waiting, Room(9, more=2, under_way={"a": 1}))) == "bcab"
    assert whose(share(waiting, Room(9, more=0, under_way={"a": 1}))) == "bc"


def test_a_retry_that_has_no_room_keeps_no_first_try_away() -> None:
    waiting = [*line("a", 3, first=False), *line("a", 3, since=50), *line("b", 3, since=90)]
    assert whose(share(waiting, Room(9, retries=1))) == "abbbaaa"


def test_what_is_bounded_elsewhere_bounds_here_too() -> None:
    waiting = [*line("a", 9), *line("b", 9)]
    assert whose(share(waiting, Room(9, each=4), {"a": 1, "b": 0})) == "a"


def test_slots_of_those_that_had_none_can_be_wanted_by_nobody_more() -> None:
    room = Room(2, under_way={"a": 1})
    assert is_for_others([*line("b", 1), *line("c", 1)], room)
    assert not is_for_others(line("b", 2), room)
    assert not is_for_others([*line("a", 1), *line("b", 1)], room)
