assert !new File(basedir, 'pom.xml').exists()
['os.lock', 'out/os.oci.tar', 'out/os-kernel', 'out/os-initrd.img', 'out/os-cmdline', 'out/os.iso'].each {
    assert new File(basedir, it).length() > 0
}
true
