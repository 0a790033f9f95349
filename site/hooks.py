"""What the site has besides the pages of docs/: the files of the repository that these link to, and a navigation by patterns."""

import posixpath
import re
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = "repository/"  # where files that are not below docs/ are on the site
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)  # has no links
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files, config):
    config.nav = expanded(config.nav, [file.src_uri for file in files.documentation_pages()], named(config.nav))
    files.append(File.generated(config, "site.css", abs_src_path=str(ROOT / "site/site.css")))
    waiting = list(files.documentation_pages())
    while waiting:
        page = waiting.pop()
        for link in LINK.finditer(CODE.sub("", page.content_string)):
            uri = site_path(target(page.src_uri, link[1]))
            path = ROOT / target(page.src_uri, link[1])
            if uri.startswith(OUTSIDE) and path.is_file() and files.get_file_from_path(uri) is None:
                file = File.generated(config, uri, abs_src_path=str(path))
                files.append(file)
                if file.is_documentation_page():
                    waiting.append(file)
    return files


def on_page_markdown(markdown, page, config, files):
    """Links as they are in the repository become those of the site; a folder has no page, so its name alone stays."""
    uri = page.file.src_uri
    if uri.startswith(OUTSIDE):
        page.meta["search"] = {"exclude": True}

    def rewritten(link):
        path = target(uri, link[1])
        if (ROOT / path).is_dir():
            return "]"
        return f"]({posixpath.relpath(site_path(path), posixpath.dirname(uri))}{link[2] or ''})"

    codes = CODE.findall(markdown) + [""]
    return "".join(LINK.sub(rewritten, text) + code for text, code in zip(CODE.split(markdown), codes))


def target(uri, link):
    """The path in the repository that a link of a page leads to."""
    path = uri.removeprefix(OUTSIDE) if uri.startswith(OUTSIDE) else "docs/" + uri
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def site_path(path):
    return path.removeprefix("docs/") if path.startswith("docs/") else OUTSIDE + path


def named(nav):
    """Pages that the navigation names without a pattern."""
    values = [value for entry in nav for value in (entry.values() if isinstance(entry, dict) else [entry])]
    return {
        name for value in values for name in (named(value) if isinstance(value, list) else [value]) if "*" not in name
    }


def expanded(nav, pages, used):
    """The navigation with the pages that its patterns match, by name; each page once, and no section without a page."""
    made = []
    for entry in nav:
        title, value = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(value, list):
            value = expanded(value, pages, used)
        elif "*" in value:
            value = [page for page in sorted(pages) if fnmatchcase(page, value) and page not in used]
            used.update(value)
        if title is None:
            made += value if isinstance(value, list) else [value]
        elif value:
            made.append({title: value})
    return made
