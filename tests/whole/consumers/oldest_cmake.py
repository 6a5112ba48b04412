# SPDX-License-Identifier: MIT
"""Finds uses of features that are newer than a version of CMake, without that version: the manual of the installed CMake
says in which version each command, keyword, generator expression, variable, property and module was added.

    oldest_cmake.py VERSION FILE...        lists what is newer and exits with 1

It finds only what the manual marks; running that version would find more. Each manual marks more than the one before,
sometimes wrongly for our use, so only the manuals in MANUALS are used; with another one it exits with 77.
"""
import functools
import re
import subprocess
import sys

# ALLOWED and DETAILS were written for these manuals, of Debian 12 and 13.
MANUALS = ("3.25", "3.31")

# Details that the manual describes in prose.
DETAILS = {
    ("add_custom_command", "DEPFILE"): "3.20",  # with Makefiles
    ("install", "ALL_COMPONENTS"): "3.21",
    ("separate_arguments", "PROGRAM"): "3.19",
}

# Keywords whose newer use is not the one here. (command, keyword): the use here.
ALLOWED = {
    ("add_library", "INTERFACE"): "SYMBOLIC",
    ("install", "LICENSE"): "of an SBOM",
    ("message", "STATUS"): "CHECK_START, CHECK_PASS and CHECK_FAIL",
    ("set", "CACHE"): "CACHE{...}",
    ("string", "REGEX"): "QUOTE",
    ("target_link_libraries", "PRIVATE"): "$<TARGET_OBJECTS:...>",
}

# Each must be found, to show that the search works: (CMake code, its version or an older one).
SAMPLES = [
    ("block()", "3.25"), ("cmake_path(SET path a)", "3.20"), ("cmake_language(EVAL CODE x)", "3.18"),
    ("file(REAL_PATH a b)", "3.19"), ("file(COPY_FILE a b)", "3.21"), ("foreach(a b IN ZIP_LISTS c d)", "3.17"),
    ("if(a PATH_EQUAL b)", "3.24"), ("add_custom_command(OUTPUT a DEPFILE b)", "3.20"),
    ("execute_process(COMMAND a COMMAND_ERROR_IS_FATAL ANY)", "3.19"), ("find_program(a b REQUIRED)", "3.18"),
    ("install(TARGETS a RUNTIME_DEPENDENCIES)", "3.21"), ("string(JSON a GET b c)", "3.19"),
    ("target_compile_options(a PRIVATE $<CONFIG:a,b>)", "3.19"), ("add_custom_command(OUTPUT a COMMAND $<PATH:GET_STEM,b>)", "3.24"),
    ("set_property(TARGET a PROPERTY EXPORT_COMPILE_COMMANDS ON)", "3.20"), ("cmake_policy(SET CMP0140 NEW)", "3.25"),
    ("if(PROJECT_IS_TOP_LEVEL)", "3.21"), ("include(CheckLinkerFlag)", "3.18"), ("FetchContent_SetPopulated(a)", "3.24"),
]

CAPITALS = re.compile(r"\b[A-Z][A-Z_0-9]{2,}\b")


@functools.lru_cache(maxsize=None)
def cmake_help(*arguments):
    run = subprocess.run(["cmake", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return run.stdout if run.returncode == 0 else ""


@functools.lru_cache(maxsize=None)
def names(kind):
    return set(cmake_help("--help-%s-list" % kind).split())


def number(version):
    return tuple(int(part) for part in version.split("."))


def indent(line):
    return len(line) - len(line.lstrip())


def page_version(page):
    """Returns the version in which the subject of a page was added: the mark right below its title."""
    lines = [line for line in page.splitlines() if line.strip()]
    mark = re.match(r"\.\. versionadded:: ([\d.]+)", lines[2]) if len(lines) > 2 else None
    return mark.group(1) if mark else "0"


def signature_keywords(line, command):
    """Returns what distinguishes a signature from others: its first word or, if that is a value, every keyword."""
    signature = re.match(r"(?:\.\. signature::)?\s+%s\((.*)" % re.escape(command), line)
    if not signature:
        return []
    words = CAPITALS.findall(signature.group(1))
    return words if signature.group(1).startswith("<") else words[:1]


def term_keywords(lines, at, level, command):
    """Returns the subject of a mark without a text: the term, the section or the signature above it."""
    above = [line for line in reversed(lines[:at]) if line.strip()]
    term = next((line for line in above if indent(line) < level), "")
    if term and not term.startswith(".. signature::"):
        return CAPITALS.findall(term) if "``" in term else []
    if above and re.fullmatch(r"([\^\"'~-])\1+", above[0]): # a title: the signature follows
        above = lines[at:]
    return next((words for words in (signature_keywords(line, command) for line in above) if words), [])


@functools.lru_cache(maxsize=None)
def marks(page, command):
    """Returns {keyword: version} for the marks in the page of a command. A mark with a text is about a detail."""
    lines, found = page.splitlines(), {}
    for at, line in enumerate(lines):
        mark = re.fullmatch(r"(\s*)\.\. versionadded:: ([\d.]+)", line)
        if mark and not next((text for text in lines[at + 1:] if text), "").startswith(mark.group(1) + " "):
            for word in term_keywords(lines, at, len(mark.group(1)), command):
                found[word] = mark.group(2)
    return {**found, **{keyword: since for (name, keyword), since in DETAILS.items() if name == command}}


def calls(text):
    """Yields each command of a file: (line, name, arguments). A string is one argument; comments are left out."""
    token = re.compile(r'#\[\[.*?\]\]|#[^\n]*|"(?:\\.|[^"\\])*"|\[=*\[.*?\]=*\]|[()]|[^\s()#"]+', re.S)
    name, depth, arguments = None, 0, []
    for match in token.finditer(text):
        word = match.group()
        if word.startswith("#"):
            continue
        if word == "(" and depth == 0:
            depth, arguments = 1, []
        elif word in "()":
            depth += 1 if word == "(" else -1
            if depth == 0:
                yield text.count("\n", 0, match.start()) + 1, name, arguments
        elif depth == 0:
            name = word
        else:
            arguments.append(word)


def module_of(command):
    """Returns the page of the module that defines a command, for commands that are used here."""
    for module in ("FetchContent", "FindPkgConfig", "CMakePackageConfigHelpers", "GNUInstallDirs"):
        page = cmake_help("--help-module", module)
        if re.search(r"\.\. command:: %s\b" % re.escape(command), page, re.I):
            return page
    return ""


def uses(text):
    """Returns (line, what, version) for everything in a file that has a version in the manual."""
    for line, name, arguments in calls(text):
        command = name.lower()
        page = cmake_help("--help-command", command) if command in names("command") else module_of(name)
        if command in names("command"):
            yield line, command + "()", page_version(page)
        elif page:
            added = re.search(r"\.\. command:: %s\s+\.\. versionadded:: ([\d.]+)" % re.escape(name), page, re.I)
            yield line, name + "()", added.group(1) if added else "0"
        for keyword, version in marks(page, command).items():
            if keyword in arguments and (command, keyword) not in ALLOWED:
                yield line, "%s(%s)" % (command, keyword), version
        if command in ("include", "find_package"):
            module = ("Find" if command == "find_package" else "") + (arguments or [""])[0]
            if module in names("module"):
                yield line, "module " + module, page_version(cmake_help("--help-module", module))
        for word in arguments:
            for policy in re.findall(r"\bCMP\d{4}\b", word):
                if "if(POLICY %s)" % policy in text: # an older CMake passes it by
                    continue
                yield line, policy, page_version(cmake_help("--help-policy", policy))
            for variable in re.findall(r"\b(?:CMAKE|FETCHCONTENT|PROJECT|CTEST)_\w+", word):
                if variable in names("variable"):
                    yield line, variable, page_version(cmake_help("--help-variable", variable))
            if "propert" in command and word in names("property"):
                yield line, "property " + word, page_version(cmake_help("--help-property", word))
            for expression, form in re.findall(r"\$<([A-Za-z_]+)(:[^<>]*,)?", word):
                yield line, "$<%s>" % expression, expression_version(expression, bool(form))


@functools.lru_cache(maxsize=None)
def expression_version(expression, is_list):
    page = cmake_help("--help-manual", "cmake-generator-expressions(7)")
    versions = []
    for form, body in re.findall(r"^\.\. genex:: \$<%s([^\n]*)\n(.*?)(?=^\.\. genex::|\Z)" % expression, page, re.M | re.S):
        added = re.match(r"\s*\.\. versionadded:: ([\d.]+)", body)
        versions.append(added.group(1) if added else "0")
        several = re.search(r"\.\. versionchanged:: ([\d.]+)\s+Multiple", body)
        if is_list and several:
            return several.group(1)
    return min(versions, key=number, default="0")


def main():
    version = re.search(r"[0-9]+\.[0-9]+", cmake_help("--version")).group()
    if version not in MANUALS:
        print("skipped: the manual of CMake %s is not one of %s" % (version, ", ".join(MANUALS)))
        sys.exit(77)
    if "versionadded" not in cmake_help("--help-command", "file"):
        print("skipped: this CMake has no manual")
        sys.exit(77)
    for sample, since in SAMPLES:
        found = max((version for _, _, version in uses(sample)), key=number, default="0")
        if number(found) < number(since):
            sys.exit("%s is of CMake %s, which was not found" % (sample, since))
    oldest, files = number(sys.argv[1]), sys.argv[2:]
    newer, seen = [], 0
    for path in files:
        with open(path) as file:
            text = file.read()
        for line, what, version in uses(text):
            seen += 1
            if number(version) > oldest:
                newer.append("%s:%d: %s is of CMake %s" % (path, line, what, version))
    print("\n".join(newer) or "%d uses in %d files, none newer than %s" % (seen, len(files), sys.argv[1]))
    sys.exit(1 if newer or not seen else 0)


main()
