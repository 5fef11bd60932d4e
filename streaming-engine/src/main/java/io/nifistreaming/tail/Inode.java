package io.nifistreaming.tail;

/** Names a file among those that exist now, whatever it is called. */
record Inode(long device, long inode) {
    static Inode of(FileStat stat) {
        return new Inode(stat.device(), stat.inode());
    }

    static Inode of(Place place) {
        return new Inode(place.device(), place.inode());
    }
}
