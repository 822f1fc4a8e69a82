def project = new File(request.outputDirectory, request.artifactId)

// Not among the archetype's resources: Maven leaves such files out.
new File(project, '.gitignore').text = 'target/\n'

// The pins that came along are of our own packages; LinuxKit's images are pinned by the first build.
if (request.properties['base'] == 'linuxkit') {
    new File(project, 'os/linuxkit.lock').delete()
}
