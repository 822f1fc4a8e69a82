// Of another Maven's run.
new File(localRepositoryPath, 'dev/slipway/it/projects/skip-skips').deleteDir()
true
