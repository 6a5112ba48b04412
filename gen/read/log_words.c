/* SPDX-License-Identifier: MIT */
#include "log_words.h"

#include <stddef.h>

/* API calls of AWS that are one word. */
const char *const cloud_calls[] = {"Decrypt", "Encrypt", "Invoke", "Publish", NULL};

/* In the order of the alphabet. A word that is missing costs a row: its channel counts as prose. */
const char *const system_calls[] = {
    "accept",      "accept4",     "access",       "acct",          "bind",         "bpf",          "capset",
    "chdir",       "chmod",       "chown",        "chroot",        "clone",        "clone3",       "close",
    "connect",     "copy_file_range", "creat",    "delete_module", "dup",          "dup2",         "dup3",
    "execve",      "execveat",    "exit",         "exit_group",    "faccessat",    "fallocate",    "fchmod",
    "fchmodat",    "fchown",      "fchownat",     "fcntl",         "finit_module", "flock",        "fork",
    "fremovexattr", "fsetxattr",  "ftruncate",    "getdents",      "getdents64",   "getxattr",     "init_module",
    "ioctl",       "io_uring_enter", "io_uring_setup", "kexec_file_load", "kexec_load", "keyctl",  "kill",
    "lchown",      "link",        "linkat",       "listen",        "lremovexattr", "lsetxattr",    "memfd_create",
    "mkdir",       "mkdirat",     "mknod",        "mknodat",       "mmap",         "mount",        "mprotect",
    "nanosleep",   "open",        "open_by_handle_at", "openat",   "openat2",      "perf_event_open", "personality",
    "pivot_root",  "prctl",       "pread64",      "process_vm_readv", "process_vm_writev", "ptrace", "pwrite64",
    "read",        "readlink",    "readlinkat",   "readv",         "reboot",       "recvfrom",     "recvmsg",
    "removexattr", "rename",      "renameat",     "renameat2",     "rmdir",        "sendfile",     "sendmsg",
    "sendto",      "setdomainname", "setgid",     "sethostname",   "setns",        "setresgid",    "setresuid",
    "setreuid",    "setsockopt",  "settimeofday", "setuid",        "setxattr",     "shmat",        "shmget",
    "socket",      "socketpair",  "splice",       "swapon",        "symlink",      "symlinkat",    "tgkill",
    "tkill",       "truncate",    "umount2",      "unlink",        "unlinkat",     "unshare",      "userfaultfd",
    "vfork",       "write",       "writev",       NULL,
};

const char *const audit_records[] = {
    "ADD_GROUP",  "ADD_USER",   "AVC",       "BPRM_FCAPS", "CONFIG_CHANGE", "CRED_ACQ",   "CWD",
    "DAEMON_END", "DEL_GROUP",  "DEL_USER",  "KERN_MODULE", "LOGIN",        "MAC_STATUS", "PATH",
    "PROCTITLE",  "SERVICE_START", "SERVICE_STOP", "SOCKADDR", "USER_ACCT", "USER_AUTH",  "USER_CMD",
    "USER_END",   "USER_LOGIN", "USER_LOGOUT", "USER_MGMT", "USER_START",   NULL,
};

/* launch_daemons is no table of osquery; analytics name it beside launchd. */
const char *const osquery_tables[] = {
    "apps",            "authorized_keys", "bpf_process_events", "bpf_socket_events", "crontab",       "elf_info",
    "es_process_events", "file_events",   "hardware_events",    "hash",              "interface_addresses",
    "interface_details", "kernel_extensions", "kernel_modules", "launch_daemons",    "launchd",       "listening_ports",
    "logged_in_users", "mounts",          "ntfs_journal_events", "process_events",   "process_open_files",
    "process_open_sockets", "processes",  "shell_history",      "socket_events",     "startup_items", "sudoers",
    "syslog_events",   "usb_devices",     "user_events",        "user_ssh_keys",     "users",         "yara_events",
    NULL,
};

const char *const zeek_logs[] = {
    "conn.log",     "dce_rpc.log", "dhcp.log",      "dns.log",  "files.log",   "ftp.log",       "http.log",
    "icmp.log",     "irc.log",     "kerberos.log",  "ldap.log", "modbus.log",  "mysql.log",     "notice.log",
    "ntlm.log",     "ntp.log",     "pe.log",        "radius.log", "rdp.log",   "rfb.log",       "sip.log",
    "smb_files.log", "smb_mapping.log", "smtp.log", "snmp.log", "socks.log",   "ssh.log",       "ssl.log",
    "syslog.log",   "tunnel.log",  "websocket.log", "weird.log", "x509.log",   NULL,
};

/* ES_EVENT_TYPE_NOTIFY_... of EndpointSecurity. */
const char *const es_events[] = {
    "access",     "authentication", "btm_launch_item_add", "chdir",  "chroot",   "clone",  "close",
    "connect",    "copyfile",       "create",              "deleteextattr",      "dup",    "exchangedata",
    "exec",       "exit",           "fcntl",               "fork",   "get_task", "getattrlist", "getextattr",
    "iokit_open", "kextload",       "kextunload",          "link",   "listextattr", "login_login", "lookup",
    "mmap",       "mount",          "mprotect",            "open",   "openssh_login", "proc_check", "profile_add",
    "pty_grant",  "readdir",        "readlink",            "remote_thread_create", "rename", "screensharing_attach",
    "setacl",     "setattrlist",    "setextattr",          "setflags", "setmode", "setowner", "setuid",
    "signal",     "stat",           "su",                  "sudo",   "trace",    "truncate", "uipc_bind",
    "uipc_connect", "unlink",       "unmount",             "utimes", "write",    "xp_malware_detected", NULL,
};

const char *const kubernetes_verbs[] = {
    "create", "delete", "deletecollection", "exec", "get", "list", "patch", "update", "watch", NULL,
};

const char *const container_actions[] = {
    "attach", "commit", "container_create", "container_start", "create", "created", "destroy", "die",   "exec_create",
    "exec_start", "export", "kill",         "pull",            "push",   "restart", "start",   "started", "stop", NULL,
};

/* Operations of Microsoft Entra ID whose names are phrases. */
const char *const directory_activities[] = {
    "Add app role assignment",
    "Add app role assignment grant to user",
    "Add federated identity provider",
    "Add member to group",
    "Add member to role",
    "Add owner to application",
    "Add service principal",
    "Add service principal credentials",
    "Add user",
    "Consent to application",
    "Delete user",
    "Set domain authentication",
    "Set federation settings on domain",
    "Update application",
    "Update conditionalAccessPolicy",
    "Update user",
    NULL,
};
