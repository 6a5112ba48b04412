/* SPDX-License-Identifier: MIT
 *
 * An agent that takes new data while it runs: reads events, one a line, with tab-separated fields "name=value", prints
 * the three best techniques of each, and looks once a second whether the pack was replaced.
 *
 *     agent PACK [KEY]
 *
 * KEY is the last line of minisign.pub: then only packs that it signed are opened, with the signature in PACK.minisig.
 * Without a good pack it answers from the mapping that is compiled in. A real agent compiles KEY in, too.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT: POSIX asks for this name */
#include "attack_events_builtin.h"
#include "live_mapping.h"
#include "minisign.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 8192, PATH_BYTES = 4096, SCRATCH = 2048, BEST = 3, SECOND = 1000 };

struct agent {
    struct live_mapping live;
    const char *pack_path, *key;
    char signature_path[PATH_BYTES];
    struct stat pack, signature; /* as they were when the pack was opened or refused last */
    int end;                     /* a pipe that closes when the agent ends */
};

/* What the callback of the library needs. Numbers of fields are those of one mapping: another may have others. */
struct question {
    const struct attack_db *db;
    const char *line;
    size_t length;
};

/* ---- The updater ------------------------------------------------------------------------------------------------ */

/* Returns whether there is another file at the path than before. */
static bool has_changed(const char *path, struct stat *before)
{
    struct stat now;
    bool same;

    if (stat(path, &now) != 0)
        memset(&now, 0, sizeof now);
    same = now.st_dev == before->st_dev && now.st_ino == before->st_ino && now.st_size == before->st_size &&
           now.st_mtim.tv_sec == before->st_mtim.tv_sec && now.st_mtim.tv_nsec == before->st_mtim.tv_nsec &&
           now.st_ctim.tv_sec == before->st_ctim.tv_sec && now.st_ctim.tv_nsec == before->st_ctim.tv_nsec;
    *before = now;
    return !same;
}

static const char *check_signature(void *context, const void *bytes, size_t size)
{
    const struct agent *agent = context;
    char signature[MINISIGN_BYTES_MOST + 1]; /* a byte more than is accepted */
    int file = open(agent->signature_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t length = file < 0 ? -1 : read(file, signature, sizeof signature);

    if (file >= 0)
        close(file);
    if (length < 0)
        return "it has no signature";
    return minisign_check(agent->key, signature, (size_t)length, bytes, size);
}

static void say_what_is_in_use(struct live_mapping *live)
{
    struct live_slot *slot = live_mapping_take(live);
    struct attack_info info;
    char date[sizeof "2026-11-30"] = "-";
    time_t seconds;
    struct tm day;

    attack_db_info(slot->db, &info);
    seconds = (time_t)info.date;
    if (info.date && gmtime_r(&seconds, &day))
        strftime(date, sizeof date, "%Y-%m-%d", &day);
    fprintf(stderr, "in use: ATT&CK %s of %s, %lu techniques, %lu rules\n",
            info.attack_version ? info.attack_version : "-", date, (unsigned long)info.techniques,
            (unsigned long)info.rules);
    live_mapping_give_back(slot);
}

/* Opens the pack if it, or its signature, was replaced. */
static void look(struct agent *agent)
{
    bool other_pack = has_changed(agent->pack_path, &agent->pack);
    bool other_signature = agent->key && has_changed(agent->signature_path, &agent->signature);
    const char *refusal;

    if (!other_pack && !other_signature)
        return;
    refusal = live_mapping_replace(&agent->live, agent->pack_path, agent->key ? check_signature : NULL, agent);
    if (refusal)
        fprintf(stderr, "%s is not used: %s\n", agent->pack_path, refusal);
    say_what_is_in_use(&agent->live);
}

static void *update(void *context)
{
    struct agent *agent = context;
    struct pollfd end = {agent->end, POLLIN, 0};
    int ended;

    while ((ended = poll(&end, 1, SECOND)) <= 0)
        if (!ended)
            look(agent);
    return NULL;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Reads a line, which may contain any byte. Whatever does not fit is ignored. Returns false at the end. */
static bool read_line(char *line, size_t *length)
{
    int byte = getchar();

    if (byte == EOF)
        return false;
    for (*length = 0; byte != '\n' && byte != EOF; byte = getchar())
        if (*length < LINE_BYTES)
            line[(*length)++] = (char)byte;
    return true;
}

static struct attack_text find_field(const struct question *question, const char *name)
{
    const char *at = question->line, *end = at + question->length;

    while (at < end) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        const char *stop = tab ? tab : end, *sign = memchr(at, '=', (size_t)(stop - at));

        if (sign) {
            struct attack_text field = {at, (size_t)(sign - at)}, value = {sign + 1, (size_t)(stop - sign - 1)};

            if (attack_text_is(field, name))
                return value;
        }
        at = tab ? tab + 1 : end;
    }
    return (struct attack_text){NULL, 0};
}

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    const struct question *question = context;

    return find_field(question, value ? NULL : attack_field_name(question->db, field));
}

static void print_techniques(struct question *question)
{
    union attack_scratch scratch[SCRATCH];
    struct attack_answer answers[BEST];
    struct attack_text id = find_field(question, "EventID");
    struct attack_log_event logged = {.id = id,
                                      .provider = find_field(question, "Provider"),
                                      .channel = find_field(question, "Channel"),
                                      .field = field_of,
                                      .context = question};
    uint32_t count = attack_answers(question->db, &logged, scratch, sizeof scratch, answers, BEST, NULL);

    printf("%.*s:", id.text ? (int)id.length : 1, id.text ? id.text : "-");
    for (uint32_t i = 0; i < count; i++) {
        struct attack_technique technique;
        struct attack_event event;
        struct attack_rule rule;

        attack_technique_at(question->db, answers[i].technique, &technique);
        printf("%s %s", answers[i].kind == ATTACK_CANDIDATE ? " perhaps" : "", technique.id);
        if (attack_event_at(question->db, answers[i].event, &event) && attack_event_rule(question->db, &event, &rule))
            printf(" (%s, by %s)", rule.title ? rule.title : rule.id, rule.author ? rule.author : "-");
        else
            printf(" (%s)", technique.name ? technique.name : "-");
    }
    putchar('\n');
}

/* ---- Both ------------------------------------------------------------------------------------------------------- */

int main(int count, char **arguments)
{
    static struct agent agent;
    static char line[LINE_BYTES];
    struct question question = {NULL, line, 0};
    pthread_t updater;
    int ends[2];

    if (count < 2 || count > 3 || strlen(arguments[1]) + sizeof ".minisig" > PATH_BYTES || pipe(ends) != 0) {
        fputs("Usage: agent PACK [KEY]\n", stderr);
        return 2;
    }
    agent.pack_path = arguments[1];
    agent.key = arguments[2];
    agent.end = ends[0];
    agent.pack.st_size = -1; /* as no file has, so that the first look opens the pack */
    snprintf(agent.signature_path, sizeof agent.signature_path, "%s.minisig", agent.pack_path);
    if (!agent.key)
        fputs("without a key, signatures are not checked\n", stderr);
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    live_mapping_start(&agent.live, attack_events_builtin(), sizeof(union attack_scratch[SCRATCH]));
    look(&agent);
    if (pthread_create(&updater, NULL, update, &agent) != 0)
        return 3;
    while (read_line(line, &question.length)) { /* in an agent, by many threads */
        struct live_slot *slot = live_mapping_take(&agent.live);

        question.db = slot->db;
        print_techniques(&question);
        live_mapping_give_back(slot);
    }
    close(ends[1]);
    pthread_join(updater, NULL);
    return fflush(stdout) || ferror(stdout) ? 1 : 0; /* unwritten output is a failure */
}
