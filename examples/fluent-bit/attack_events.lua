-- SPDX-License-Identifier: MIT
--
-- For Fluent Bit's filter lua: adds to an event what the table of `attack-events export` has for it, as the member "attack". Looks
-- for its provider and id, then for its channel and id.

local TABLE = "/etc/fluent-bit/attack_events.csv"
local LISTS = {"techniques", "names", "tactics", "conditional"}
local header
local rows = {} -- by provider or channel, and id

-- Calls use(fields) for each record of RFC 4180.
local function each_record(text, use)
    local at, record = 1, {}
    while at <= #text do
        local value, stop
        if text:sub(at, at) == '"' then
            local last = at
            repeat -- a quote that is doubled is part of the value
                last = text:find('"', last + 1, true)
                local doubled = text:sub(last + 1, last + 1) == '"'
                if doubled then last = last + 1 end
            until not doubled
            value, stop = text:sub(at + 1, last - 1):gsub('""', '"'), last + 1
        else
            stop = text:find("[,\n]", at) or #text + 1
            value = text:sub(at, stop - 1)
        end
        record[#record + 1] = value
        if text:sub(stop, stop) ~= "," then
            use(record)
            record = {}
        end
        at = stop + 1
    end
end

local function key(log, id)
    return (log .. "|" .. id):lower()
end

local function add_row(record)
    local row, found = {}, {}
    for i, name in ipairs(header) do row[name] = record[i] end
    for _, name in ipairs(LISTS) do
        for item in row[name]:gmatch("[^;]+") do
            found[name] = found[name] or {}
            table.insert(found[name], item)
        end
    end
    for _, log in ipairs({row.provider, row.channel}) do
        local at = key(log, row.event_id)
        if log ~= "" then rows[at] = rows[at] or found end
    end
end

local file = assert(io.open(TABLE, "rb"))
each_record(file:read("*a"), function(record)
    if header then add_row(record) else header = record end
end)
file:close()

function add_attack(tag, timestamp, record)
    local id = record.EventID
    local provider = record.ProviderName or record.SourceName or record.Provider
    local found = id and (provider and rows[key(provider, id)] or record.Channel and rows[key(record.Channel, id)])
    if not found then return 0, timestamp, record end
    record.attack = found
    return 2, timestamp, record
end
