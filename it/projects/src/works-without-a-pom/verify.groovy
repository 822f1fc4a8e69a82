assert !new File(basedir, 'pom.xml').exists()
['os.lock', 'out/os.oci.tar', 'out/os-kernel', 'out/os-initrd.img', 'out/os-cmdline', 'out/os.iso', 'out/SHA256SUMS'].each {
    assert new File(basedir, it).length() > 0
}
assert new File(basedir, 'out/os-cmdline').text == '${cmdline}'

['locks/other.lock', 'store/blobs', 'named/slipway/trust-report-amd64.json'].each {
    assert new File(basedir, it).exists()
}
def outputs = new groovy.json.JsonSlurper().parse(new File(basedir, 'named/slipway/appliance.json')).outputs
assert outputs*.file == [
    'appliance-small-amd64-cmdline', 'appliance-small-amd64-efi.iso', 'appliance-small-amd64-initrd.img',
    'appliance-small-amd64-kernel', 'appliance-small-amd64.tar', 'appliance-small.oci.tar',
]
assert new File(basedir, 'named/appliance-small-amd64-cmdline').text == 'console=ttyS0'
// An uncompressed cpio archive.
def initrd = new File(basedir, 'named/appliance-small-amd64-initrd.img').getText('ISO-8859-1')
assert initrd.startsWith('070701')
def tar = new File(basedir, 'named/appliance-small.oci.tar').getText('ISO-8859-1')
assert tar.contains('"org.opencontainers.image.ref.name":"7.0"')
assert tar.contains('2020-01-01T00:00:00Z')
assert new File(basedir, 'named/appliance-small-amd64-efi.iso').withInputStream { it.skip(16 * 2048 + 40); new String(it.readNBytes(5)) } == 'OTHER'

def log = new File(basedir, 'build.log').text
assert log.contains('Did you mean -Dslipway.finalName? Upper and lower case matter.')
assert log =~ /mvn dev\.slipway:slipway-maven-plugin:\S+:help -Ddetail shows all properties/
true
