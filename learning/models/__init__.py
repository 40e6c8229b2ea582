"""People, places, roles, local facts, the brand, the audit trail and the jobs."""

from learning.models.audit import AuditEvent, AuditPayload, LedgerGate
from learning.models.brand import Brand
from learning.models.facts import LocalFact
from learning.models.grants import RoleGrant
from learning.models.jobs import Job
from learning.models.people import User
from learning.models.places import Department, DepartmentState, Post, Station

__all__ = [
    "AuditEvent",
    "AuditPayload",
    "Brand",
    "Department",
    "DepartmentState",
    "Job",
    "LedgerGate",
    "LocalFact",
    "Post",
    "RoleGrant",
    "Station",
    "User",
]
