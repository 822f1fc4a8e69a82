def log = new File(basedir, 'build.log').text
assert log.contains('linuxkit.lock: the lock would change')
assert log.contains('changed.yml:8:12: onboot[0].image: oci-archive:target/os.oci.tar:1 is not locked')
assert log.contains('slipway:resolve')
assert !new File(basedir, 'linuxkit.lock').text.contains('os.oci.tar:1')
