def log = new File(basedir, 'build.log').text
// The first build makes both, the second none, and the third only the initrd.
assert log.findAll('os.oci.tar is up to date').size() == 2
assert log.findAll('os-initrd.img is up to date').size() == 1
