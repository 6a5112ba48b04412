# SPDX-License-Identifier: MIT
#
# Inserts page.css and the scripts into page.html, and writes the result as a C array:
#     cmake -DOUTPUT=report_page.c -P embed.cmake
# The page's Content-Security-Policy allows only this script and this style sheet, by their SHA-256, so that the browser runs
# nothing else, wherever it comes from.
cmake_minimum_required(VERSION 3.16)

function(read_text name variable)
    file(READ "${CMAKE_CURRENT_LIST_DIR}/${name}" text)
    string(REPLACE "\r\n" "\n" text "${text}") # browsers hash it so
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# hash_source(VARIABLE TEXT): 'sha256-BASE64', as a Content-Security-Policy names an inline script.
function(hash_source variable text)
    set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    string(SHA256 hash "${text}")
    set(base64 "")
    foreach(at RANGE 0 60 6) # 32 bytes and one of zeros, three at a time
        string(SUBSTRING "${hash}00" ${at} 6 digits)
        math(EXPR bits "0x${digits}")
        foreach(shift 18 12 6 0)
            math(EXPR place "(${bits} >> ${shift}) & 63")
            string(SUBSTRING "${alphabet}" ${place} 1 letter)
            string(APPEND base64 "${letter}")
        endforeach()
    endforeach()
    string(REGEX REPLACE ".$" "=" base64 "${base64}")
    set(${variable} "'sha256-${base64}'" PARENT_SCOPE)
endfunction()

# put(MARK TEXT): replaces the only mark of this name in the page.
function(put mark text)
    string(FIND "${page}" "{{${mark}}}" first)
    string(FIND "${page}" "{{${mark}}}" last REVERSE)
    if(first EQUAL -1 OR NOT first EQUAL last)
        message(FATAL_ERROR "page.html must have {{${mark}}} once")
    endif()
    string(REPLACE "{{${mark}}}" "${text}" page "${page}")
    set(page "${page}" PARENT_SCOPE)
endfunction()

read_text(page.html page)
read_text(page.css style)
set(script "")
foreach(name data.js search.js element.js charts.js technique.js event.js results.js page.js)
    read_text(${name} part)
    string(APPEND script "${part}")
endforeach()
if("${style}${script}" MATCHES "{{[a-z]+}}|</|<!--")
    message(FATAL_ERROR "'${CMAKE_MATCH_0}' in page.css or a script would be taken for a part of the page")
endif()

hash_source(style_source "${style}")
hash_source(script_source "${script}")
put(style-source "${style_source}")
put(script-source "${script_source}")
put(style "${style}")
put(script "${script}")

string(FIND "${page}" "{{about}}" about)
string(FIND "${page}" "{{techniques}}" techniques)
string(FIND "${page}" "{{data}}" data)
if(about LESS 0 OR NOT about LESS techniques OR NOT techniques LESS data)
    message(FATAL_ERROR "page.html must have {{about}}, {{techniques}} and {{data}}, in this order")
endif()

file(WRITE "${OUTPUT}.html" "${page}")
file(READ "${OUTPUT}.html" bytes HEX)
file(REMOVE "${OUTPUT}.html")
string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${OUTPUT}"
    "/* DO NOT EDIT: made by cli/report/page/embed.cmake. */\n#include \"report_page.h\"\n\n"
    "const unsigned char report_page[] = {\n${bytes}0};\n")
