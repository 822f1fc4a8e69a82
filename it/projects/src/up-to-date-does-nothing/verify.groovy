def log = new File(basedir, 'build.log').text
// The first build makes all, the second none, and the third only what is compressed.
assert log.findAll('os.oci.tar is up to date').size() == 2
assert log.findAll('os-initrd.img is up to date').size() == 1
assert log.findAll('os.iso is up to date').size() == 1
assert log.findAll('os.tar is up to date').size() == 2
