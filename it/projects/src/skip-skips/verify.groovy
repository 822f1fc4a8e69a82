assert !new File(basedir, 'target/os.oci.tar').exists()
assert !new File(basedir, 'target/os-initrd.img').exists()
assert !new File(basedir, 'linuxkit.lock').exists()
assert new File(basedir, 'build.log').text.findAll('slipway.skip is set').size() == 3
