# A container's config.json for use outside its bundle: the root gets its full path, and where runtime.json has wishes
# about the first process, the hook which fulfils them.

.root.path = $bundle + "/rootfs"
| if $hook then
    .hooks.createRuntime += [{path: "/usr/bin/service", args: ["service", "prepare-process", $bundle]}]
  else . end
