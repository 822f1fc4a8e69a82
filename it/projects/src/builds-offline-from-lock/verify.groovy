// Another name, so that the second build cannot find that there is nothing to do.
assert new File(basedir, 'target/again-initrd.img').bytes == new File(basedir, 'target/os-initrd.img').bytes
