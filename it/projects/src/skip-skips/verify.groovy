def log = new File(basedir, 'build.log').text
// Five goals: package, resolve, verify-trust, initrd, iso.
assert log.findAll('slipway.skip is set').size() == 5
assert log.findAll('slipway.iso.skip is set').size() == 1
assert !new File(basedir, 'target/os.iso').exists()
// The first build wrote and installed nothing, or the second could not have written the lock anew.
assert log.contains('linuxkit.lock: 1 images, 1 changed')
assert log.contains('Skipping artifact installation')
def installed = new File(localRepositoryPath, 'dev/slipway/it/projects/skip-skips/1')
assert new File(installed, 'skip-skips-1.lock').bytes == new File(basedir, 'linuxkit.lock').bytes
assert new File(installed, 'skip-skips-1-initrd.img').bytes == new File(basedir, 'target/os-initrd.img').bytes
