<?xml version="1.0" encoding="UTF-8"?>
<!--
  The pages about the edition; encoding.xsl and citing.xsl make two of the five.

  Input, made by site/about.py:
    <about page="edition" email=""> <statement/> <editor/> …
      <numbers documents="5" first-year="1964" last-year="2021"> <number of="turn" n="25"/> … <genre name="letter" n="2"/> … </numbers>
      <made captured="5" others="0"/> <book href="edition.epub" size="30720"/> </about>
    <about page="licence" capture="public"> <licence target="" n="5">words</licence> …
      <rights status="restricted" n="4">words <document href="../doc/SLUG.html">Title</document></rights> … <more n="3"/> </about>
    <about page="accessibility" email=""/>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:include href="../parts/kinds.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:variable name="a" select="$t/about"/>
  <xsl:variable name="page" select="/about/@page"/>

  <!-- The frame ==================================================================================== -->

  <xsl:template match="/about">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"/>
        <title><xsl:value-of select="concat($a/page[@n = $page], ' – ', $edition-title)"/></title>
      </head>
      <body class="info">
        <a class="skip" href="#main"><xsl:value-of select="$t/skip-text"/></a>
        <xsl:call-template name="banner"/>
        <div class="way"><nav aria-label="{$a/pages}"><xsl:apply-templates select="$a/page" mode="way"/></nav></div>
        <main id="main" tabindex="-1">
          <header class="head"><h1><xsl:value-of select="$a/page[@n = $page]"/></h1></header>
          <xsl:apply-templates select="." mode="content"/>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="page" mode="way">
    <a href="{@n}.html"><xsl:if test="@n = $page"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="."/></a>
  </xsl:template>

  <!-- a section with its heading; the id is the name of the label -->
  <xsl:template name="section">
    <xsl:param name="label"/>
    <xsl:param name="id" select="name($label)"/>
    <xsl:param name="content"/>
    <section aria-labelledby="{$id}">
      <h2 id="{$id}"><xsl:value-of select="$label"/></h2>
      <xsl:copy-of select="$content"/>
    </section>
  </xsl:template>

  <!-- A link to the web, if it is one -->
  <xsl:template name="web">
    <xsl:param name="to"/>
    <xsl:param name="words" select="$to"/>
    <xsl:variable name="scheme" select="translate(substring-before($to, ':'), 'HTPS', 'htps')"/>
    <xsl:choose>
      <xsl:when test="($scheme = 'http' or $scheme = 'https') and substring-after($to, concat(substring-before($to, ':'), '://')) != ''"><a href="{$to}" rel="noopener"><xsl:value-of select="$words"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@email"><a href="mailto:{.}"><xsl:value-of select="."/></a></xsl:template>

  <!-- A. Ann Smith and B. Brown -->
  <xsl:template match="editor">
    <xsl:if test="position() &gt; 1"><xsl:choose><xsl:when test="position() = last()"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if>
    <xsl:value-of select="."/>
  </xsl:template>

  <!-- The edition ================================================================================== -->

  <xsl:template match="about[@page = 'edition']" mode="content">
    <xsl:if test="statement"><p class="statement"><xsl:value-of select="statement"/></p></xsl:if>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/numbers"/><xsl:with-param name="content"><xsl:apply-templates select="numbers"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/how-made"/><xsl:with-param name="content"><xsl:apply-templates select="made"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/imprint"/><xsl:with-param name="content"><xsl:call-template name="imprint"/></xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template match="numbers">
    <dl class="figures">
      <div><dt><xsl:value-of select="$a/number[@n = 'document']"/></dt><dd><xsl:call-template name="digits"><xsl:with-param name="n" select="@documents"/></xsl:call-template></dd></div>
      <xsl:if test="@first-year"><div><dt><xsl:value-of select="$a/number[@n = 'period']"/></dt><dd><xsl:value-of select="@first-year"/><xsl:if test="@last-year != @first-year">–<xsl:value-of select="@last-year"/></xsl:if></dd></div></xsl:if>
      <xsl:apply-templates select="number"/>
    </dl>
    <xsl:if test="count(genre) &gt; 1"><ul class="kinds"><xsl:apply-templates select="genre"/></ul></xsl:if>
  </xsl:template>
  <xsl:template match="number">
    <div><dt><xsl:value-of select="$a/number[@n = current()/@of]"/></dt><dd><xsl:call-template name="digits"><xsl:with-param name="n" select="@n"/></xsl:call-template></dd></div>
  </xsl:template>
  <xsl:template match="numbers/genre">
    <li><xsl:value-of select="$t/genre[@n = current()/@name]"/><xsl:text> </xsl:text><small><xsl:call-template name="digits"><xsl:with-param name="n" select="@n"/></xsl:call-template></small></li>
  </xsl:template>

  <xsl:template match="made">
    <xsl:if test="@captured &gt; 0"><p><xsl:value-of select="$a/made-captured"/></p></xsl:if>
    <xsl:if test="@others &gt; 0">
      <p><xsl:value-of select="str:replace(string($a/made-others[@n = 'all'][current()/@captured = 0] | $a/made-others[@n = 'some'][current()/@captured &gt; 0]), '%', string(@others))"/></p>
    </xsl:if>
    <p><xsl:value-of select="$a/made-pages"/></p>
  </xsl:template>

  <xsl:template name="imprint">
    <dl class="rows">
      <xsl:if test="$publisher != '' and $publisher != 'unpublished'"><div><dt><xsl:value-of select="$t/published-by"/></dt><dd><xsl:value-of select="$publisher"/></dd></div></xsl:if>
      <xsl:if test="editor"><div><dt><xsl:value-of select="$a/edited-by"/></dt><dd><xsl:apply-templates select="editor"/></dd></div></xsl:if>
      <xsl:if test="@email"><div><dt><xsl:value-of select="$a/contact"/></dt><dd><xsl:apply-templates select="@email"/></dd></div></xsl:if>
      <xsl:if test="$published != ''"><div><dt><xsl:value-of select="$a/as-of"/></dt><dd><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template></dd></div></xsl:if>
      <xsl:if test="$base-url != ''"><div><dt><xsl:value-of select="$a/address"/></dt><dd><xsl:call-template name="web"><xsl:with-param name="to" select="$base-url"/></xsl:call-template></dd></div></xsl:if>
      <xsl:if test="$licence-words != ''"><div><dt><xsl:value-of select="$t/licence-of-encoding"/></dt><dd><xsl:call-template name="web"><xsl:with-param name="to" select="$licence"/><xsl:with-param name="words" select="$licence-words"/></xsl:call-template></dd></div></xsl:if>
      <div><dt><xsl:value-of select="$a/made-by"/></dt><dd><xsl:value-of select="$generator"/></dd></div>
      <xsl:apply-templates select="book"/>
    </dl>
  </xsl:template>
  <xsl:template match="book"><div><dt><xsl:value-of select="$a/book"/></dt><dd><a href="{$root}{@href}" download="">EPUB</a><xsl:text> </xsl:text><small><xsl:call-template name="size"><xsl:with-param name="bytes" select="@size"/></xsl:call-template></small></dd></div></xsl:template>

  <!-- Licence and rights =========================================================================== -->

  <xsl:template match="about[@page = 'licence']" mode="content">
    <xsl:call-template name="section">
      <xsl:with-param name="label" select="$a/licence-encoding"/>
      <xsl:with-param name="content">
        <xsl:choose>
          <xsl:when test="licence[@target != '']"><xsl:apply-templates select="licence"/></xsl:when>
          <xsl:when test="$licence-words != ''"><p><xsl:call-template name="web"><xsl:with-param name="to" select="$licence"/><xsl:with-param name="words" select="$licence-words"/></xsl:call-template></p></xsl:when>
          <xsl:otherwise><p><xsl:value-of select="$a/licence-none"/></p></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="rights">
      <xsl:call-template name="section">
        <xsl:with-param name="label" select="$a/licence-sources"/>
        <xsl:with-param name="content">
          <p><xsl:value-of select="$a/licence-sources-intro"/></p>
          <xsl:apply-templates select="rights | more"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/licence-captures"/><xsl:with-param name="content"><p><xsl:value-of select="$a/capture-policy[@n = current()/@capture]"/></p></xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template match="licence">
    <p>
      <xsl:choose>
        <xsl:when test="@target"><xsl:call-template name="web"><xsl:with-param name="to" select="@target"/><xsl:with-param name="words"><xsl:value-of select="."/><xsl:if test="normalize-space(.) = ''"><xsl:value-of select="@target"/></xsl:if></xsl:with-param></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="$a/licence-none"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="../licence[2]"><xsl:text> </xsl:text><small><xsl:call-template name="in-documents"><xsl:with-param name="n" select="@n"/></xsl:call-template></small></xsl:if>
    </p>
  </xsl:template>

  <xsl:template match="rights">
    <div class="said">
      <p class="count">
        <xsl:call-template name="count"><xsl:with-param name="n" select="@n"/><xsl:with-param name="word" select="'document'"/></xsl:call-template>
        <xsl:apply-templates select="$t/rights-status[@n = current()/@status]" mode="after"/>
      </p>
      <xsl:choose>
        <xsl:when test="normalize-space(text()) != ''"><blockquote dir="auto"><p><xsl:value-of select="text()"/></p></blockquote></xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$a/licence-nothing"/></p></xsl:otherwise>
      </xsl:choose>
      <p class="source"><xsl:value-of select="concat($a/for-example, ' ')"/><xsl:apply-templates select="document"/></p>
    </div>
  </xsl:template>
  <xsl:template match="rights-status" mode="after"><xsl:value-of select="concat(' · ', .)"/></xsl:template>
  <xsl:template match="more"><p><xsl:value-of select="str:replace(string($a/licence-more), '%', string(@n))"/></p></xsl:template>
  <xsl:template match="rights/document"><a href="{@href}"><xsl:value-of select="."/><xsl:if test="normalize-space(.) = ''"><xsl:value-of select="$t/untitled"/></xsl:if></a></xsl:template>

  <!-- Accessibility ================================================================================ -->

  <xsl:template match="about[@page = 'accessibility']" mode="content">
    <p class="statement"><xsl:value-of select="$a/accessibility-intro"/></p>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/accessibility-how"/><xsl:with-param name="content"><dl class="rows"><xsl:apply-templates select="$a/way"/></dl></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section">
      <xsl:with-param name="label" select="$a/keys"/>
      <xsl:with-param name="content">
        <p><xsl:value-of select="$a/keys-intro"/></p>
        <table class="plain">
          <thead><tr><th scope="col"><xsl:value-of select="$a/key-column"/></th><th scope="col"><xsl:value-of select="$a/key-does"/></th></tr></thead>
          <tbody><xsl:apply-templates select="$t/key"/></tbody>
        </table>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="section">
      <xsl:with-param name="label" select="$a/limits"/>
      <xsl:with-param name="content">
        <ul class="marked"><xsl:apply-templates select="$a/limit"/></ul>
        <xsl:if test="@email"><p><xsl:value-of select="concat($a/limit-tell, ' ')"/><xsl:apply-templates select="@email"/></p></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="key"><tr><th scope="row"><xsl:for-each select="str:tokenize(@n, ' ')"><kbd><xsl:value-of select="."/></kbd><xsl:text> </xsl:text></xsl:for-each></th><td><xsl:value-of select="."/></td></tr></xsl:template>
  <xsl:template match="way"><div><dt><xsl:value-of select="b"/></dt><dd><xsl:value-of select="normalize-space(text())"/></dd></div></xsl:template>
  <xsl:template match="limit"><li><xsl:value-of select="."/></li></xsl:template>
</xsl:stylesheet>
