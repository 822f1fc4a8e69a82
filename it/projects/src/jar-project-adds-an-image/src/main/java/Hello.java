/** Something to put into the jar. */
public final class Hello {
    private Hello() {}
}
