import groovy.json.JsonSlurper
import java.security.MessageDigest

def name = 'several-images-in-one-module'
def installed = new File(localRepositoryPath, "dev/slipway/it/projects/$name/1")
def expected = [
    'kernel.bin': 'target/os-kernel',
    'initrd.img': 'target/os-initrd.img',
    'cmdline.txt': 'target/os-cmdline',
    'lock.lock': 'linuxkit.lock',
    'small-kernel.bin': 'target/os-small-kernel',
    'small-initrd.img': 'target/os-small-initrd.img',
    'small-cmdline.txt': 'target/os-small-cmdline',
    'small-lock.lock': 'small.lock',
    'small.iso': 'target/os-small.iso',
    'amd64.tar': 'target/os-amd64.tar',
]
expected.each { suffix, file ->
    assert new File(installed, "$name-1-$suffix").bytes == new File(basedir, file).bytes
}
// The main artifact has no classifier.
assert new File(installed, "$name-1.iso").bytes == new File(basedir, 'target/os.iso').bytes
assert new File(basedir, 'target/os-cmdline').text == 'console=ttyS0'
assert new File(basedir, 'target/os-small-cmdline').text == 'console=ttyS0 quiet'

def sha256 = { MessageDigest.getInstance('SHA-256').digest(it.bytes).encodeHex().toString() }
def result = new JsonSlurper().parse(new File(basedir, 'target/slipway/os.json'))
assert result.name == 'os'
assert result.outputs*.file == [
    'os-amd64.tar', 'os-cmdline', 'os-initrd.img', 'os-kernel', 'os-small-cmdline', 'os-small-initrd.img', 'os-small-kernel',
    'os-small.iso', 'os.iso', 'os.oci.tar',
]
result.outputs.each {
    def file = new File(basedir, "target/$it.file")
    assert it.size == file.length()
    assert it.sha256 == sha256(file)
    assert it.platform == 'linux/amd64'
}
def small = result.outputs.find { it.file == 'os-small.iso' }
assert small.name == 'iso' && small.type == 'iso' && small.classifier == 'small'
assert small.lock == sha256(new File(basedir, 'small.lock'))
assert new File(basedir, 'target/SHA256SUMS').readLines() == result.outputs.collect { "$it.sha256  $it.file".toString() }
def check = ['sh', '-c', '(cd target && sha256sum -c SHA256SUMS)'].execute(null, basedir)
assert check.waitFor() == 0

def log = new File(basedir, 'build.log').text
assert log.contains('os-small.iso is up to date')
def clash = log.readLines().find { it.contains('it would write') }
assert clash.contains("execution 'clash' of slipway:initrd")
assert clash.contains("execution 'default-initrd' of slipway:initrd")
assert log.contains('-Dslipway.frozn, -Dslipway.iso.firmwear: no goal of Slipway reads these properties')
assert log.contains('Did you mean -Dslipway.frozen?')
assert log.contains('Did you mean -Dslipway.iso.firmware?')
