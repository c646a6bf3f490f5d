"""The one table of transitions and who may do what."""

import pytest

from counter_app import i18n
from counter_app.core.states import (
    FINAL,
    OPEN,
    PERMITTED,
    STATUS_NAMES,
    TRANSITIONS,
    WITHOUT_TRANSITION,
    Action,
    Role,
    Status,
    action_name,
    next_actions,
    next_status,
    permitted,
    require_role,
    role_name,
)
from counter_app.errors import NotAllowed


def test_the_statuses_are_the_ten_of_the_portal():
    assert [int(one) for one in Status] == list(range(1, 11))
    assert set(STATUS_NAMES) == set(Status)
    assert set(Status) == FINAL | OPEN
    assert set() == FINAL & OPEN


def test_the_common_path():
    status = Status.RECEIVED
    for action, expected in (
        (Action.FORWARD, Status.IN_PROGRESS),
        (Action.REQUEST_SUPPLEMENT, Status.SUPPLEMENT),
        (Action.SUPPLEMENT, Status.IN_PROGRESS),
        (Action.FINISH, Status.FINISHED),
        (Action.REWORK, Status.IN_PROGRESS),
        (Action.FINISH, Status.FINISHED),
        (Action.RETURN, Status.RETURNED),
    ):
        status = next_status(status, action)
        assert status is expected


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_every_step_is_in_the_table_or_refused(status, action):
    if action in WITHOUT_TRANSITION:
        assert next_status(status, action) is status
    elif (status, action) in TRANSITIONS:
        assert next_status(status, action) is TRANSITIONS[status, action]
    else:
        with pytest.raises(NotAllowed) as refusal:
            next_status(status, action)
        said = str(refusal.value)
        assert STATUS_NAMES[status] in said
        assert all(action_name(one) in said for one in next_actions(status))
        assert ("final" in said) is (status in FINAL)


def test_final_statuses_lead_nowhere_and_open_ones_somewhere():
    assert all(not next_actions(status) for status in FINAL)
    assert all(next_actions(status) for status in OPEN)


def test_every_open_status_can_reach_an_end():
    ends = set(FINAL)
    for _round in Status:
        ends |= {start for (start, _action), target in TRANSITIONS.items() if target in ends}
    assert ends == set(Status)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_may_or_hears_who_may(role, action):
    if permitted(action, role):
        require_role(action, role)
        return
    with pytest.raises(NotAllowed) as refusal:
        require_role(action, role)
    said = str(refusal.value)
    assert f"({role_name(role)})" in said
    assert all(role_name(one) in said for one in PERMITTED[action])


def test_reception_and_hand_over_are_the_desks_and_finishing_is_not():
    for action in (Action.RECEIVE, Action.FAST, Action.RETURN):
        assert PERMITTED[action] == {Role.OFFICER, Role.HEAD}
    assert PERMITTED[Action.FINISH] == {Role.SPECIALIST, Role.LEADER}
    assert set(PERMITTED) == set(Action)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_roles_and_actions_have_names_of_their_own(language):
    i18n.use(language)
    assert len({role_name(role) for role in Role}) == len(Role)
    assert len({action_name(action) for action in Action}) == len(Action)
