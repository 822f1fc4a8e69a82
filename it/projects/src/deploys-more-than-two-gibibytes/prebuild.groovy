new RandomAccessFile(new File(basedir, 'large'), 'rw').withCloseable { it.length = 2100L << 20 }
true
