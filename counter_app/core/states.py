"""The ten statuses of the national portal, who may do what, and the one table of transitions."""

from enum import IntEnum, StrEnum

from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _


class Status(IntEnum):
    """Status of a dossier (trạng thái hồ sơ), numbered as on the national portal."""

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    IN_PROGRESS = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    SUSPENDED = 8
    FINISHED = 9
    RETURNED = 10


#: Official Vietnamese names; data of the law, so not translated.
STATUS_NAMES = {
    Status.REGISTERED: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.REFUSED: "Không được tiếp nhận",
    Status.IN_PROGRESS: "Đang xử lý",
    Status.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Status.PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Status.SUSPENDED: "Dừng xử lý",
    Status.FINISHED: "Đã xử lý xong",
    Status.RETURNED: "Đã trả kết quả",
}

FINAL = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.RETURNED})
OPEN = frozenset(Status) - FINAL

#: Statuses in which the time of a dossier stands still: it waits for its applicant or for a decision.
WAITING = frozenset({Status.SUPPLEMENT, Status.PAYMENT, Status.SUSPENDED})

#: Statuses in which the promised day binds the office.
BINDING = frozenset({Status.RECEIVED, Status.IN_PROGRESS})

#: Statuses in which a dossier is on time or late.
COUNTED = BINDING | {Status.FINISHED, Status.RETURNED}


class Role(StrEnum):
    """What someone is at the office."""

    OFFICER = "officer"
    SPECIALIST = "specialist"
    LEADER = "leader"
    HEAD = "head"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done to a dossier; the words of the command line."""

    REGISTER = "register"
    RECEIVE = "receive"
    FAST = "fast"
    FORWARD = "forward"
    REQUEST_SUPPLEMENT = "request-supplement"
    SUPPLEMENT = "supplement"
    REFUSE = "refuse"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    REQUEST_PAYMENT = "request-payment"
    PAY = "pay"
    REFUND = "refund"
    WITHDRAW = "withdraw"
    STOP = "stop"
    FINISH = "finish"
    REWORK = "rework"
    CORRECT = "correct"
    UNDO = "undo"
    REVIEW = "review"
    ADD_CODE = "add-code"
    PLACE = "place"
    NOTE = "note"
    RETURN = "return"
    REPRINT = "reprint"
    PRINT = "print"


_DESK = frozenset({Role.OFFICER, Role.HEAD})
_WORKERS = frozenset({Role.SPECIALIST, Role.LEADER})
_ANYONE = frozenset(Role)

#: Who may do what (cán bộ tiếp nhận, công chức chuyên môn, lãnh đạo, trưởng bộ phận, quản trị).
PERMITTED: dict[Action, frozenset[Role]] = {
    Action.REGISTER: _DESK,
    Action.RECEIVE: _DESK,
    Action.FAST: _DESK,
    Action.FORWARD: _DESK | _WORKERS,
    Action.REQUEST_SUPPLEMENT: _DESK | _WORKERS,
    Action.SUPPLEMENT: _DESK,
    Action.REFUSE: _DESK | _WORKERS,
    Action.EXTEND: _WORKERS | {Role.HEAD},
    Action.SUSPEND: _WORKERS,
    Action.RESUME: _WORKERS,
    Action.REQUEST_PAYMENT: _DESK | _WORKERS,
    Action.PAY: _DESK,
    Action.REFUND: _DESK,
    Action.WITHDRAW: _DESK,
    Action.STOP: _WORKERS,
    Action.FINISH: _WORKERS,
    Action.REWORK: _WORKERS | {Role.HEAD},
    Action.CORRECT: _DESK,
    Action.UNDO: _DESK | _WORKERS,
    Action.REVIEW: frozenset({Role.HEAD}),
    Action.ADD_CODE: _DESK,
    Action.PLACE: _DESK | _WORKERS,
    Action.NOTE: _ANYONE,
    Action.RETURN: _DESK,
    Action.REPRINT: _DESK,
    Action.PRINT: _DESK | _WORKERS,
}

#: The only place that says where an action leads. Never deleted, never skipped. A dossier that was
#: asked for a supplement before it was received is received once the supplement is in.
TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.REGISTERED, Action.RECEIVE): Status.RECEIVED,
    (Status.REGISTERED, Action.REFUSE): Status.REFUSED,
    (Status.REGISTERED, Action.REQUEST_SUPPLEMENT): Status.SUPPLEMENT,
    (Status.REGISTERED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.RECEIVED, Action.FORWARD): Status.IN_PROGRESS,
    (Status.RECEIVED, Action.PAY): Status.RECEIVED,
    (Status.RECEIVED, Action.EXTEND): Status.RECEIVED,
    (Status.RECEIVED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.RECEIVED, Action.REFUSE): Status.REFUSED,
    (Status.IN_PROGRESS, Action.FORWARD): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Action.REQUEST_SUPPLEMENT): Status.SUPPLEMENT,
    (Status.IN_PROGRESS, Action.REQUEST_PAYMENT): Status.PAYMENT,
    (Status.IN_PROGRESS, Action.PAY): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Action.EXTEND): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.IN_PROGRESS, Action.SUSPEND): Status.SUSPENDED,
    (Status.IN_PROGRESS, Action.STOP): Status.SUSPENDED,
    (Status.IN_PROGRESS, Action.FINISH): Status.FINISHED,
    (Status.SUPPLEMENT, Action.RECEIVE): Status.RECEIVED,
    (Status.SUPPLEMENT, Action.SUPPLEMENT): Status.IN_PROGRESS,
    (Status.SUPPLEMENT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.SUPPLEMENT, Action.STOP): Status.SUSPENDED,
    (Status.PAYMENT, Action.PAY): Status.IN_PROGRESS,
    (Status.PAYMENT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.SUSPENDED, Action.RESUME): Status.IN_PROGRESS,
    (Status.SUSPENDED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.FINISHED, Action.RETURN): Status.RETURNED,
    (Status.FINISHED, Action.PAY): Status.FINISHED,
    (Status.FINISHED, Action.REWORK): Status.IN_PROGRESS,
}

#: Acts that leave the status as it is and are open in every status.
WITHOUT_TRANSITION = frozenset(
    {
        Action.NOTE,
        Action.REPRINT,
        Action.PRINT,
        Action.CORRECT,
        Action.UNDO,
        Action.REFUND,
        Action.ADD_CODE,
        Action.PLACE,
        Action.REVIEW,
    }
)


def permitted(action: Action, role: Role) -> bool:
    """Whether ``role`` may do ``action`` at all."""
    return role in PERMITTED[action]


def require_role(action: Action, role: Role) -> None:
    """Refuse ``action`` to a role that may not do it.

    Raises:
        NotAllowed: with the roles that may.
    """
    require_one_of(PERMITTED[action], role)


def require_one_of(allowed: frozenset[Role], role: Role) -> None:
    """Refuse what only the roles ``allowed`` may do.

    Raises:
        NotAllowed: with the roles that may.
    """
    if role not in allowed:
        roles = ", ".join(role_name(one) for one in Role if one in allowed)
        raise NotAllowed(
            _("Your role ({role}) may not do this; ask: {roles}.").format(role=role_name(role), roles=roles)
        )


def next_status(status: Status, action: Action) -> Status:
    """The status that ``action`` leads to from ``status``.

    Raises:
        NotAllowed: the table has no such step; the sentence says which steps there are.
    """
    if action in WITHOUT_TRANSITION:
        return status
    target = TRANSITIONS.get((status, action))
    if target is None:
        raise NotAllowed(_refusal(status))
    return target


def next_actions(status: Status) -> tuple[Action, ...]:
    """The actions that lead on from ``status``, in the order of the table."""
    return tuple(action for (start, action) in TRANSITIONS if start is status)


def _refusal(status: Status) -> str:
    steps = next_actions(status)
    name = STATUS_NAMES[status]
    if not steps:
        return _("The dossier is at “{status}”, which is final; nothing more can be done to it.").format(
            status=name
        )
    names = ", ".join(action_name(action) for action in steps)
    return _("The dossier is at “{status}”; what can be done now: {steps}.").format(status=name, steps=names)


def role_name(role: Role) -> str:
    """The role in the language of the desk."""
    return {
        Role.OFFICER: _("reception officer"),
        Role.SPECIALIST: _("specialist"),
        Role.LEADER: _("leader"),
        Role.HEAD: _("head of the desk"),
        Role.ADMINISTRATOR: _("administrator"),
    }[role]


def action_name(action: Action) -> str:
    """The action in the language of the desk."""
    return {
        Action.REGISTER: _("register"),
        Action.RECEIVE: _("receive"),
        Action.FAST: _("do while the citizen waits"),
        Action.FORWARD: _("forward"),
        Action.REQUEST_SUPPLEMENT: _("request a supplement"),
        Action.SUPPLEMENT: _("take in the supplement"),
        Action.REFUSE: _("refuse"),
        Action.EXTEND: _("extend"),
        Action.SUSPEND: _("suspend"),
        Action.RESUME: _("resume"),
        Action.REQUEST_PAYMENT: _("request payment"),
        Action.PAY: _("record the payment"),
        Action.REFUND: _("record the refund"),
        Action.WITHDRAW: _("withdraw"),
        Action.STOP: _("stop"),
        Action.FINISH: _("finish"),
        Action.REWORK: _("send back for rework"),
        Action.CORRECT: _("correct"),
        Action.UNDO: _("undo the last step"),
        Action.REVIEW: _("decide on the promised date"),
        Action.ADD_CODE: _("add another system's code"),
        Action.PLACE: _("put the folder in its place"),
        Action.NOTE: _("note"),
        Action.RETURN: _("hand the result over"),
        Action.REPRINT: _("print again"),
        Action.PRINT: _("print a paper"),
    }[action]
