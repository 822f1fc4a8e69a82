// The pins that came along are of our own packages; LinuxKit's images are pinned by the first build.
if (request.properties['base'] == 'linuxkit') {
    new File(new File(request.outputDirectory, request.artifactId), 'os/linuxkit.lock').delete()
}
