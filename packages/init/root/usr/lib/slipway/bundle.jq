# Turns a runtime.json into shell: assignments of the calls of bundle.sh it asks for, each call stopping at the first that
# fails. Values are quoted by @sh, so no name or path of a YAML file can become a command.

def calls(list): [list | map(@sh) | join(" ")] | join(" && ");

def filesystem:
    ((.mounts // [])[]
        | ["mount_entry", .destination, .type // "", .source // "", ((.options // []) | join(","))]),
    ((.mkdir // [])[] | ["make_directory", .]),
    ((.cgroups // [])[] | ["make_cgroup", .]);

def process:
    ((.interfaces // [])[]
        | ["attach_interface", .name, .add // "", .peer // "", (.createInRoot // false | tostring)]),
    ((.bindNS // {}) as $bind
        | ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")
        | select(($bind[.] // "") != "")
        | ["bind_namespace", ., $bind[.]]);

@sh "filesystem_calls=\(calls(filesystem)) process_calls=\(calls(process)) wanted_namespace=\(.namespace // "")"
