def log = new File(basedir, 'build.log').text
// verify-trust names the boot loader besides, so its list has the image in another form than the goal initrd.
def refusal = ~/oci-archive:target\/os.oci.tar: (must not be used: )?it has no rule, and the policy's default is reject/
assert log.split(java.util.regex.Pattern.quote("ERROR] Failed to execute goal")).findAll { refusal.matcher(it).find() }.size() == 2
assert log.contains('verify-trust (default-verify-trust)')
assert log =~ /oci-archive:target\/os.oci.tar +[0-9a-f]{12}  unverified by default/
assert new File(basedir, 'target/slipway/trust-report.json').text.contains('"allowed" : true')
assert new File(basedir, 'target/os-initrd.img').isFile()
