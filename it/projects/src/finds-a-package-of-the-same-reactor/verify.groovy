assert new File(basedir, 'os/target/again.iso').bytes == new File(basedir, 'os/target/os.iso').bytes
// Out of the reactor, not of a repository.
assert !new File(localRepositoryPath, 'dev/slipway/it/projects/part/1/part-1.oci.tar').exists()

def log = new File(basedir, 'build.log').text
assert log.findAll('not packaged by this build yet; it is locked when it is').size() == 1
assert log.findAll('linuxkit.lock: 1 images, 1 changed').size() == 1
def last = log.substring(log.lastIndexOf(':resolve (default-resolve) @ os'))
// Maven 4 finds what an earlier build has packaged.
assert last.contains('not packaged by this build yet, and not compared with the lock') || mavenVersion.startsWith('4')
assert last =~ /linuxkit.lock: 1 images, unchanged/
