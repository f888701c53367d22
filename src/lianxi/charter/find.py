"""Where a region's package lies: a path as it is, an id under `regions/`."""

from pathlib import Path

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError


def region_folder(name: str) -> Path:
    """The folder (or zip) of a region: a path, or an id under `regions/`, here or by the code."""
    path = Path(name)
    if "/" in name or path.suffix.lower() == ".zip" or path.is_dir():
        return path
    for folder in (Path("regions"), Path(__file__).parents[3] / "regions"):
        if (folder / name).is_dir():
            return folder / name
    raise SettingError(
        Bilingual(
            f"找不到地区 {name}；请给出 regions/ 下的标识或一个路径",
            f"there is no region {name}; give an id under regions/ or a path",
        )
    )
