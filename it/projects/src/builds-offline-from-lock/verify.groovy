// Another name, so that the second build cannot find that there is nothing to do.
['-initrd.img', '.iso'].each {
    assert new File(basedir, "target/again$it").bytes == new File(basedir, "target/os$it").bytes
}
true
