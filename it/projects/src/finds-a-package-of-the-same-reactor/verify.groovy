// Out of the reactor, not of a repository.
assert !new File(localRepositoryPath, 'dev/slipway/it/projects/part/1/part-1.oci.tar').exists()

def lock = new File(basedir, 'os/linuxkit.lock').text
assert lock.contains('modules:\n  - dev.slipway.it.projects:part\n')
// What the ISO starts by comes from a repository, and has a digest; the module has none.
assert lock.contains('bootLoaders:\n  maven:dev.slipway.packages:bootloader:')
assert !lock.substring(0, lock.indexOf('bootLoaders:')).contains('sha256:')

def log = new File(basedir, 'build.log').text
assert log.findAll('linuxkit.lock: 0 images, 1 module, 2 changed').size() == 1
assert log.findAll('linuxkit.lock: 0 images, 1 module, unchanged').size() == 7

// Each build that had the image says which one, once.
def used = log.findAll(/maven:dev.slipway.it.projects:part: image (sha256:[0-9a-f]{64})/) { it[1] }
def (first, changed) = used.unique(false)
assert used == [first] * 2 + [changed] * 3 + [first] * 2
assert new File(basedir, 'os/target/again.iso').bytes == new File(basedir, 'os/target/os.iso').bytes
