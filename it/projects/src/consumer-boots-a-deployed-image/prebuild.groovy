// Of another Maven's run; the consumer has to download.
new File(localRepositoryPath, 'dev/slipway/it/projects/consumed').deleteDir()
true
