def log = new File(basedir, 'build.log').text
def refusal = "oci-archive:target/os.oci.tar: must not be used: it has no rule, and the policy's default is reject"
assert log.split(java.util.regex.Pattern.quote("ERROR] Failed to execute goal")).findAll { it.contains(refusal) }.size() == 2
assert log.contains('verify-trust (default-verify-trust)')
assert log =~ /oci-archive:target\/os.oci.tar  [0-9a-f]{12}  unverified by default/
assert new File(basedir, 'target/slipway/trust-report.json').text.contains('"allowed" : true')
assert new File(basedir, 'target/os-initrd.img').isFile()
