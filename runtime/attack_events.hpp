// SPDX-License-Identifier: MIT
//
// attack_events for C++17: the same views and lookups with std::string_view keys, std::optional for results that may be
// absent, and ranges instead of C iterators. Everything is inline, nothing allocates or throws, and an optimizing
// compiler generates about the same code as for the C calls. Views, lifetimes and meanings are those of
// attack_events.h; this file must not include tables.h.
//
//     attack::mapping mapping(attack_events_builtin());
//
//     if (auto technique = mapping.technique("T1003.001"))
//         for (const attack_row &row : mapping.rows(*technique))
//             if (row.event.id)
//                 std::printf("%s\n", row.event.id);
#ifndef ATTACK_EVENTS_HPP
#define ATTACK_EVENTS_HPP

#include "attack_events.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace attack
{

// Text of a view; empty, with a null data(), if it is absent.
inline std::string_view text(const char *text) noexcept
{
    return text ? std::string_view(text) : std::string_view();
}

struct end_of_range {
};

// The elements of a C iterator. Each begin() starts again; `Next` steps it.
template <class Iterator, class View, bool (*Next)(Iterator *, View *)> class range
{
  public:
    class iterator
    {
      public:
        explicit iterator(const Iterator &start) noexcept : walk(start), more(Next(&walk, &view))
        {
        }
        const View &operator*() const noexcept
        {
            return view;
        }
        const View *operator->() const noexcept
        {
            return &view;
        }
        iterator &operator++() noexcept
        {
            more = Next(&walk, &view);
            return *this;
        }
        bool operator!=(end_of_range) const noexcept
        {
            return more;
        }
        bool operator==(end_of_range) const noexcept
        {
            return !more;
        }

      private:
        Iterator walk;
        View view;
        bool more;
    };

    explicit range(const Iterator &first) noexcept : start(first)
    {
    }
    iterator begin() const noexcept
    {
        return iterator(start);
    }
    end_of_range end() const noexcept
    {
        return {};
    }
    bool empty() const noexcept
    {
        return begin() == end();
    }

  private:
    Iterator start;
};

inline bool next_name(attack_name_iterator *names, std::string_view *name) noexcept
{
    const char *next = attack_name_next(names);

    *name = text(next);
    return next != nullptr;
}

// Elements of a mapping by their index.
template <class View> struct indexed {
    const attack_db *db;
    uint32_t next;
};

template <class View, bool (*At)(const attack_db *, uint32_t, View *)>
bool next_indexed(indexed<View> *walk, View *view) noexcept
{
    return At(walk->db, walk->next++, view);
}

template <class View, bool (*At)(const attack_db *, uint32_t, View *)>
using indexed_range = range<indexed<View>, View, next_indexed<View, At>>;

using names = range<attack_name_iterator, std::string_view, next_name>;
using row_range = range<attack_row_iterator, attack_row, attack_row_next>;
using technique_range = range<attack_technique_iterator, attack_technique, attack_technique_next>;
using data_component_range = range<attack_data_component_iterator, attack_data_component, attack_data_component_next>;
using former_id_range = range<attack_former_id_iterator, attack_former_id, attack_former_id_next>;
using event_range = range<attack_event_iterator, attack_event, attack_event_next>;
using filter_range = range<attack_filter_iterator, attack_filter, attack_filter_next>;

// A mapping. It holds a pointer and may be copied freely.
class mapping
{
  public:
    explicit mapping(const attack_db *mapping_db) noexcept : db(mapping_db)
    {
    }
    const attack_db *c_mapping() const noexcept
    {
        return db;
    }

    attack_info info() const noexcept
    {
        attack_info info;

        attack_db_info(db, &info);
        return info;
    }
    bool verify() const noexcept
    {
        return attack_db_verify(db);
    }
    bool newer_than(const mapping &other) const noexcept
    {
        return attack_db_newer(db, other.db);
    }
    std::optional<attack_technique> technique(std::string_view id) const noexcept
    {
        attack_technique found;

        if (!attack_technique_find(db, id.data(), id.size(), &found))
            return std::nullopt;
        return found;
    }
    // What became of an id; the technique that replaces a revoked one.
    attack_retirement retirement(std::string_view id) const noexcept
    {
        return attack_technique_successor(db, id.data(), id.size(), nullptr);
    }
    std::optional<attack_technique> successor(std::string_view id) const noexcept
    {
        attack_technique found;

        if (attack_technique_successor(db, id.data(), id.size(), &found) != ATTACK_REVOKED)
            return std::nullopt;
        return found;
    }
    std::optional<attack_technique> parent(const attack_technique &of) const noexcept
    {
        attack_technique found;

        if (!attack_technique_parent(db, &of, &found))
            return std::nullopt;
        return found;
    }

    // Everything.
    indexed_range<attack_technique, attack_technique_at> techniques() const noexcept
    {
        return indexed_range<attack_technique, attack_technique_at>({db, 0});
    }
    indexed_range<attack_event, attack_event_at> events() const noexcept
    {
        return indexed_range<attack_event, attack_event_at>({db, 0});
    }
    indexed_range<attack_former_id, attack_retired_at> retired_ids() const noexcept
    {
        return indexed_range<attack_former_id, attack_retired_at>({db, 0});
    }
    indexed_range<attack_rule, attack_rule_at> rules() const noexcept
    {
        return indexed_range<attack_rule, attack_rule_at>({db, 0});
    }
    row_range rows() const noexcept
    {
        return row_range(attack_rows(db));
    }
    names tactics() const noexcept
    {
        return names(attack_tactics(db));
    }
    names platforms() const noexcept
    {
        return names(attack_platforms(db));
    }
    names data_sources() const noexcept
    {
        return names(attack_data_sources(db));
    }

    // About a technique.
    row_range rows(const attack_technique &of) const noexcept
    {
        return row_range(attack_technique_rows(db, &of));
    }
    technique_range subtechniques(const attack_technique &of) const noexcept
    {
        return technique_range(attack_technique_subtechniques(db, &of));
    }
    names tactics(const attack_technique &of) const noexcept
    {
        return names(attack_technique_tactics(db, &of));
    }
    names platforms(const attack_technique &of) const noexcept
    {
        return names(attack_technique_platforms(db, &of));
    }
    former_id_range former_ids(const attack_technique &of) const noexcept
    {
        return former_id_range(attack_technique_former_ids(db, &of));
    }
    data_component_range data_components(const attack_technique &of) const noexcept
    {
        return data_component_range(attack_technique_data_components(db, &of));
    }

    // Events with an id. The text of a provider or channel must live as long as the range.
    event_range events(std::string_view id) const noexcept
    {
        return event_range(attack_events_find(db, id.data(), id.size()));
    }
    event_range events(uint32_t id) const noexcept
    {
        return event_range(attack_events_find_number(db, id));
    }
    event_range events_of_provider(std::string_view provider, std::string_view id) const noexcept
    {
        return event_range(attack_events_find_provider(db, provider.data(), provider.size(), id.data(), id.size()));
    }
    event_range events_of_provider(std::string_view provider, uint32_t id) const noexcept
    {
        return event_range(attack_events_find_provider_number(db, provider.data(), provider.size(), id));
    }
    event_range events_in_channel(std::string_view channel, std::string_view id) const noexcept
    {
        return event_range(attack_events_find_channel(db, channel.data(), channel.size(), id.data(), id.size()));
    }
    event_range events_in_channel(std::string_view channel, uint32_t id) const noexcept
    {
        return event_range(attack_events_find_channel_number(db, channel.data(), channel.size(), id));
    }

    // About an event.
    technique_range techniques(const attack_event &of) const noexcept
    {
        return technique_range(attack_event_techniques(db, &of));
    }
    std::optional<attack_kind> kind(const attack_event &of, const attack_technique &technique) const noexcept
    {
        attack_kind found;

        if (!attack_event_kind(db, &of, &technique, &found))
            return std::nullopt;
        return found;
    }
    filter_range filters(const attack_event &of) const noexcept
    {
        return filter_range(attack_event_filters(db, &of));
    }
    std::optional<attack_rule> rule(const attack_event &of) const noexcept
    {
        attack_rule found;

        if (!attack_event_rule(db, &of, &found))
            return std::nullopt;
        return found;
    }

  private:
    const attack_db *db;
};

// An open pack, or the reason why it was refused. Its mapping points into it, so it can be neither copied nor moved;
// both the bytes and the pack must live as long as the mapping is used. std::optional<pack>::emplace() opens one
// later; its floor must not be what it replaces, which would accept none.
//
//     attack::pack update(bytes, size, builtin);
//     attack::mapping mapping = update ? update.contents() : builtin;
class pack
{
  public:
    // The bytes must start at a multiple of 4. `floor` is the oldest data that is acceptable.
    pack(const void *bytes, std::size_t size, const mapping &floor = mapping(nullptr)) noexcept
        : outcome(attack_pack_open(bytes, size, floor.c_mapping(), &opened))
    {
    }
    pack(const pack &) = delete;
    pack &operator=(const pack &) = delete;

    explicit operator bool() const noexcept
    {
        return outcome == ATTACK_PACK_OPENED;
    }
    attack_pack_result result() const noexcept
    {
        return outcome;
    }
    // The mapping; an empty one if the pack was refused.
    mapping contents() const noexcept
    {
        return mapping(attack_pack_db(&opened));
    }

  private:
    attack_pack opened; // before `outcome`, which is initialised by filling it
    attack_pack_result outcome;
};

} // namespace attack

#endif
