import java.security.MessageDigest

def log = new File(basedir, 'build.log').text
// The third of four builds, and no other.
assert log.findAll('Found cached build, restoring').size() == 1
assert log.findAll('Skipping plugin execution \\(cached\\): slipway:(?:package|resolve|verify-trust|initrd|iso)').size() == 5

// What it restored is what the second had built.
def built = log.findAll('os\\.iso  .*  sha256:[0-9a-f]{64}').collect { it[-64..-1] }.unique()
assert built.size() == 2
def sum = { File file -> MessageDigest.getInstance('SHA-256').digest(file.bytes).encodeHex().toString() }
assert built == ['first', 'changed'].collect { sum(new File(basedir, "$it/target/os.iso")) }
assert new File(basedir, 'first/target/os-initrd.img').isFile()
assert new File(basedir, 'first/target/os.iso').getText('ISO-8859-1').contains('BY_MAVEN_ARGS')
