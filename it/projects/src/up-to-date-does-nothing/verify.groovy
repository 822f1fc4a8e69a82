def log = new File(basedir, 'build.log').text
// The first build makes all, the second none.
['os.oci.tar', 'os-initrd.img', 'os.iso', 'os.tar'].each {
    assert log.findAll("$it is up to date").size() == 1
}
true
