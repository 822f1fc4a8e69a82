def built = new File(basedir, 'os/target')
def consumed = new File(basedir, 'consumer/target/images')
assert new File(consumed, 'os-1.iso').bytes == new File(built, 'os.iso').bytes
assert new File(consumed, 'os-1-initrd.img').bytes == new File(built, 'os-initrd.img').bytes
def log = new File(basedir, 'build.log').text
// By what Maven itself notes: not out of the reactor, nor of a build before.
def origins = new File(localRepositoryPath, 'dev/slipway/it/projects/consumed/os/1/_remote.repositories').text
assert origins.contains('os-1.iso>with-password=')
assert origins.contains('os-1-initrd.img>with-password=')
// One of the runs boots what it has downloaded.
assert log.contains('This image came out of a repository.') || log.contains('slipway.skip is set')
