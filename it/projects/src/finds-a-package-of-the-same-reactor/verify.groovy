assert new File(basedir, 'os/target/again.iso').bytes == new File(basedir, 'os/target/os.iso').bytes
// Out of the reactor, not of a repository.
assert !new File(localRepositoryPath, 'dev/slipway/it/projects/part').exists()
