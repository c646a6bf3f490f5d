"""The tables as Peewee models, for ordinary reads and writes; migrations own the schema itself."""

import peewee

from counter_app.models.base import database


class Table(peewee.Model):
    """A table of the open database."""

    class Meta:
        database = database
        legacy_table_names = False


class Chain(Table):
    """How far the journal of one node and epoch is known here; ``own`` marks the one written here."""

    node = peewee.TextField()
    epoch = peewee.IntegerField()
    seq = peewee.IntegerField()
    hash = peewee.TextField()
    own = peewee.IntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("node", "epoch")


class EventTable(Table):
    """An event as it is kept; ``data`` is canonical JSON, ``login`` who did it."""

    node = peewee.TextField()
    epoch = peewee.IntegerField()
    seq = peewee.IntegerField()
    kind = peewee.TextField()
    dossier = peewee.TextField()
    happened_at = peewee.TextField()
    recorded_at = peewee.TextField()
    login = peewee.TextField()
    data = peewee.TextField()
    hash = peewee.TextField()

    class Meta:
        primary_key = peewee.CompositeKey("node", "epoch", "seq")


class Journal(EventTable):
    """One appended event."""


class Waiting(EventTable):
    """An event of another node that waits for the ones before it."""


class Dossier(Table):
    """What lists, filters and searches need of a dossier: an index over its state."""

    id = peewee.AutoField()
    scan_number = peewee.TextField()
    code = peewee.TextField()
    node = peewee.TextField()
    ledger_year = peewee.IntegerField()
    ledger_number = peewee.IntegerField()
    applicant = peewee.TextField()
    applicant_key = peewee.TextField()
    citizen_id = peewee.TextField()
    phone = peewee.TextField()
    address = peewee.TextField()
    procedure_code = peewee.TextField()
    procedure_name = peewee.TextField()
    status = peewee.IntegerField()
    holder = peewee.TextField()
    unit = peewee.TextField()
    collect = peewee.TextField()
    sets = peewee.IntegerField()
    fast = peewee.IntegerField()
    received_at = peewee.TextField()
    received_by = peewee.TextField()
    due_at = peewee.TextField()
    finished_at = peewee.TextField(null=True)
    returned_at = peewee.TextField(null=True)
    receipt_outcome = peewee.TextField(null=True)
    search = peewee.TextField()


class State(Table):
    """The whole state of a dossier as canonical JSON, under the dossier's id."""

    id = peewee.IntegerField(primary_key=True)
    body = peewee.TextField()


class OtherCode(Table):
    """A code that another system gave to a dossier."""

    code = peewee.TextField()
    dossier = peewee.IntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("code", "dossier")


class Unprinted(Table):
    """How many papers of a dossier, beside its receipt, are not known to have come out of a printer."""

    dossier = peewee.IntegerField(primary_key=True)
    papers = peewee.IntegerField()


class Fact(Table):
    """A small thing to remember, under its name."""

    name = peewee.TextField(primary_key=True)
    value = peewee.TextField()


class Counter(Table):
    """The last number given under a name."""

    name = peewee.TextField(primary_key=True)
    value = peewee.IntegerField()


class Officer(Table):
    """Someone who may sign in, and the Argon2 hash of their PIN."""

    login = peewee.TextField(primary_key=True)
    body = peewee.TextField()
    pin_hash = peewee.TextField()


class Procedure(Table):
    """One procedure of the catalogue, and the folded text it is found by."""

    code = peewee.TextField(primary_key=True)
    name_key = peewee.TextField()
    body = peewee.TextField()
    search = peewee.TextField()


class ProcedureUse(Table):
    """How often a counter has received under a procedure."""

    counter = peewee.TextField()
    code = peewee.TextField()
    uses = peewee.IntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("counter", "code")


class Node(Table):
    """Another node, its Ed25519 key in hex, and its age key where it has told one."""

    number = peewee.TextField(primary_key=True)
    name = peewee.TextField()
    public_key = peewee.TextField()
    relation = peewee.TextField()
    recipient = peewee.TextField(default="")


class Acknowledged(Table):
    """How far ``holder`` has the chain of ``node`` in ``epoch``, by its own word."""

    holder = peewee.TextField()
    node = peewee.TextField()
    epoch = peewee.IntegerField()
    seq = peewee.IntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("holder", "node", "epoch")


class Export(Table):
    """One exchange file that was written: for whom, which slice of the own chain, when, under what name."""

    id = peewee.AutoField()
    receiver = peewee.TextField()
    epoch = peewee.IntegerField()
    first_seq = peewee.IntegerField()
    last_seq = peewee.IntegerField()
    at = peewee.TextField()
    file = peewee.TextField()


TABLES = (
    Chain,
    Journal,
    Waiting,
    Dossier,
    State,
    OtherCode,
    Unprinted,
    Fact,
    Counter,
    Officer,
    Procedure,
    ProcedureUse,
    Node,
    Acknowledged,
    Export,
)
