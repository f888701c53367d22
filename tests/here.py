"""Where things lie."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
DELTA = ROOT / "regions" / "yangtze-delta"
METRO = ROOT / "regions" / "shanghai-metro"
MIDDLE = ROOT / "regions" / "mid-yangtze"
REHEARSAL = ROOT / "regions" / "delta-2009-rehearsal"
# The documents behind the record lie beside a checkout of the project, where they lie at all.
SHARED = ROOT.parent / "shared"

# Browser journeys run where Chromium is found.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FUND_REHEARSAL = ROOT / "regions" / "delta-2013-rehearsal"
COMPENSATION = ROOT / "regions" / "delta-2026-rehearsal"
FIGURES = ROOT / "docs" / "examples" / "sharing"
