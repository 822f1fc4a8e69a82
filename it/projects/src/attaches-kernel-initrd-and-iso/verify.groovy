def name = 'attaches-kernel-initrd-and-iso'
def installed = new File(localRepositoryPath, "dev/slipway/it/projects/$name/1")
def expected = [
    'kernel.bin': 'target/os-kernel',
    'initrd.img': 'target/os-initrd.img',
    'cmdline.txt': 'target/os-cmdline',
    'lock.lock': 'linuxkit.lock',
]
expected.each { suffix, file ->
    assert new File(installed, "$name-1-$suffix").bytes == new File(basedir, file).bytes
}
// The main artifact has no classifier.
assert new File(installed, "$name-1.iso").bytes == new File(basedir, 'target/os.iso').bytes
assert new File(installed, "$name-1.oci.tar").bytes == new File(basedir, 'target/os.oci.tar').bytes
assert new File(installed, "$name-1.pom").file
assert new File(basedir, 'target/os-kernel').text == 'not really a kernel'
assert new File(basedir, 'target/os-cmdline').text == 'console=ttyS0'
