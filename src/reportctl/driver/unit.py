"""The unit of work: the bytes of a workbook in, its findings and the bytes of its report out.

No file, no clock, no project folder: whoever can call a function with bytes can run it, in this process, in another,
or on another machine. The faces are found where it runs.
"""

from __future__ import annotations

import copyreg
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportctl.bind import bind, identify
from reportctl.check import check
from reportctl.driver.forms import beyond, choose_layout, misfit
from reportctl.faces.roles import FaceSettings
from reportctl.faces import Faces
from reportctl.model.config import Config
from reportctl.model.finding import Finding, Rule, Severity
from reportctl.model.identity import Identity
from reportctl.model.layout import Layout
from reportctl.model.location import FileRef
from reportctl.model.report import Report
from reportctl.model.source import Workbook
from reportctl.read.workbook import read_workbook
from reportctl.rules import CATALOGUE
from reportctl.rules import fil101_file_not_found as fil101
